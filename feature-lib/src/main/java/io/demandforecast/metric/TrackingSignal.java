package io.demandforecast.metric;

/**
 * Whether forecasts err to one side: the tracking signal (Brown 1959), the sum of errors over their
 * mean absolute value, here divided by their number, so that it lies between -1 (all forecasts were
 * too low) and 1 (all were too high) however many there are.
 */
public final class TrackingSignal {
  /** Standard deviation of normal errors in units of their mean absolute value. */
  private static final double DEVIATION = Math.sqrt(Math.PI / 2);

  private TrackingSignal() {}

  /**
   * @param errors forecast less actual, by period
   * @return NaN without an error other than zero
   */
  public static double of(double[] errors) {
    double sum = 0;
    double absolute = 0;
    for (double error : errors) {
      sum += error;
      absolute += Math.abs(error);
    }
    return Ratio.of(sum, absolute);
  }

  /**
   * What it is held to: a bound, or where errors are few what chance makes of independent normal
   * ones, so many standard deviations wide; 1 at most, which only errors of one sign reach.
   *
   * @param periods number of errors
   */
  public static double limit(int periods, double bound, double deviations) {
    return Math.min(1, Math.max(bound, deviations * DEVIATION / Math.sqrt(periods)));
  }
}
