package io.demandforecast.forecast;

import io.demandforecast.series.SeriesView;
import java.io.Serializable;

/**
 * Anything that forecasts: a baseline, a smoothing method, boosted trees. It sees a series as known
 * at an origin and nothing after it. A missing value (NaN) is unknown and never demand of zero.
 */
public interface Forecaster extends Serializable {

  /** The name by which tables know it; for what {@link ForecasterParser} makes, its text form. */
  String name();

  /**
   * Forecasts the periods after the origin.
   *
   * @param known the series as known at the origin
   * @param horizon number of periods, at least 1
   * @return slot {@code i} is the forecast of lead {@code i + 1}, in units of the target; NaN where
   *     there is not enough history for one
   * @throws IllegalArgumentException where {@code horizon} is less than 1
   */
  double[] forecast(SeriesView known, int horizon);
}
