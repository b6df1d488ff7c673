package io.demandforecast.report;

import java.io.Serializable;
import java.util.List;

/**
 * History and forecast of a choice of series, and of all together.
 *
 * @param unavailable why there are none; null where there are
 * @param count how many series the run forecast, or runs before it
 * @param periods when each period begins, in seconds since 1970-01-01 UTC: those before the origin,
 *     then the horizon. Arrays of series begin with the first of them unless it is said otherwise
 * @param origin position of the run's origin among them
 * @param scored how many periods up to the origin errors are taken over
 * @param totalError absolute errors of all series over those, weighted by value
 * @param levels of the quantiles, ascending
 * @param total of all series: no quantiles, which do not add up
 * @param chosen the worst ones and the largest ones
 */
public record SeriesFacts(
    String unavailable,
    long count,
    List<Long> periods,
    int origin,
    int scored,
    double totalError,
    List<Double> levels,
    Total total,
    List<One> chosen) {

  public SeriesFacts {
    periods = List.copyOf(periods);
    levels = List.copyOf(levels);
    chosen = List.copyOf(chosen);
  }

  /** Nothing, and why. */
  public static SeriesFacts none(String unavailable) {
    return new SeriesFacts(unavailable, 0, List.of(), 0, 0, 0, List.of(), null, List.of());
  }

  /**
   * Sums over all series. What is unknown of a series adds nothing.
   *
   * @param actual NaN: of no series
   * @param past what was published last for each period up to the origin
   * @param forecast of the run, from the period after the origin on
   */
  @SuppressWarnings("ArrayRecordComponent") // Made once, and written to the page.
  public record Total(float[] actual, float[] past, float[] forecast) {}

  /**
   * A series.
   *
   * @param attributes other than its keys
   * @param value quantity times value covariate over the scored periods
   * @param scoredPeriods those with an actual and a published forecast
   * @param error absolute errors over them, weighted by value
   * @param wape absolute errors over actuals, in units; null: nothing is scored or sold
   * @param bias errors over actuals
   * @param first position of the first actual among the periods
   * @param actual from there on; NaN: unknown
   * @param past what was published last for each period up to the origin, from first on
   * @param mean of the run, from the period after the origin on; NaN: none is owed
   * @param quantiles the same, by level
   */
  @SuppressWarnings("ArrayRecordComponent") // Made once, and written to the page.
  public record One(
      String id,
      List<String> attributes,
      double value,
      int scoredPeriods,
      double error,
      Double wape,
      Double bias,
      int first,
      float[] actual,
      float[] past,
      float[] mean,
      float[][] quantiles)
      implements Serializable {
    public One {
      attributes = List.copyOf(attributes);
    }
  }
}
