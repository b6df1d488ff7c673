package io.demandforecast.metric;

import io.demandforecast.series.SeriesView;

/**
 * Mean absolute scaled error of one series (Hyndman and Koehler 2006): the mean absolute error over
 * that of the seasonal naive forecast within the known history.
 */
public final class Mase {
  private Mase() {}

  /**
   * The scale at an origin: mean absolute difference of known values a season apart, over the whole
   * known history.
   *
   * @param season periods of the season, at least 1; 1 gives the scale of the naive forecast
   * @return NaN where no two such values are known
   */
  public static double scale(SeriesView known, int season) {
    if (season < 1) {
      throw new IllegalArgumentException("season " + season + " is less than 1");
    }
    double sum = 0;
    int count = 0;
    for (int back = known.length() - 1 - season; back >= 0; back--) {
      double difference = known.value(back) - known.value(back + season);
      if (!Double.isNaN(difference)) {
        sum += Math.abs(difference);
        count++;
      }
    }
    return Ratio.of(sum, count);
  }

  /**
   * The error of one series.
   *
   * @param actuals NaN where not known: such a slot counts nowhere
   * @param forecasts of the same slots
   * @param scale from {@link #scale}
   * @return NaN without a pair, and where the scale is zero or NaN
   */
  public static double of(double[] actuals, double[] forecasts, double scale) {
    AccuracySums sums = new AccuracySums();
    sums.add(actuals, forecasts);
    return of(sums, scale);
  }

  /** {@link #of(double[], double[], double)} from sums over the series. */
  public static double of(AccuracySums series, double scale) {
    return Ratio.of(series.mae(), scale);
  }
}
