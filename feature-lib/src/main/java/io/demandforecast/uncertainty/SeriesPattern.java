package io.demandforecast.uncertainty;

import io.demandforecast.forecast.Support;
import io.demandforecast.series.SeriesView;

/**
 * What is known at an origin of how a series varies.
 *
 * @param kind what its quantities are
 * @param demandClass its pattern of demand
 * @param scale unit of its errors, above 0
 * @param dispersion ratio of its variance to its mean
 */
public record SeriesPattern(
    DemandKind kind, DemandClass demandClass, double scale, double dispersion) {

  /**
   * The pattern of a series.
   *
   * @param scale unit of its errors at the origin
   * @param classWindow periods that the demand class is judged by
   */
  public static SeriesPattern of(SeriesView known, double scale, Support support, int classWindow) {
    return new SeriesPattern(
        DemandKind.of(known, support),
        DemandClass.of(known, classWindow),
        scale,
        Dispersion.of(known));
  }
}
