package io.demandforecast.metric;

import io.demandforecast.series.SeriesView;

/**
 * Root mean squared scaled error of one series (M5 guide 2020, after Hyndman and Koehler 2006): the
 * root mean squared error over the root mean squared difference of consecutive known values since
 * the first demand, up to the origin.
 */
public final class Rmsse {
  private Rmsse() {}

  /** The scale at an origin; NaN with fewer than two known values since the first demand. */
  public static double scale(SeriesView known) {
    return known.differenceScale();
  }

  /**
   * The error of one series.
   *
   * @param actuals NaN where not known: such a slot counts nowhere
   * @param forecasts of the same slots
   * @param scale from {@link #scale}
   * @return NaN without a pair, and where the scale is zero or NaN: a series that never changed has
   *     no scale to be measured by
   */
  public static double of(double[] actuals, double[] forecasts, double scale) {
    AccuracySums sums = new AccuracySums();
    sums.add(actuals, forecasts);
    return of(sums, scale);
  }

  /** {@link #of(double[], double[], double)} from sums over the series. */
  public static double of(AccuracySums series, double scale) {
    return Ratio.of(series.rmse(), scale);
  }
}
