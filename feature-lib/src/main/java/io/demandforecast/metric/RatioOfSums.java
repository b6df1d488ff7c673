package io.demandforecast.metric;

/**
 * A ratio of two sums over windows (a WAPE, a coverage), with its standard error by the delete-one
 * jackknife (Miller 1974).
 *
 * @param value NaN where the denominator is zero
 * @param standardError NaN with fewer than two windows
 * @param windows how many there were
 */
public record RatioOfSums(double value, double standardError, int windows) {

  /**
   * @param numerators by window
   * @param denominators by window
   * @throws IllegalArgumentException where the lengths differ
   */
  public static RatioOfSums of(double[] numerators, double[] denominators) {
    Pairs.requireSameLength(numerators, denominators);
    int windows = numerators.length;
    double numerator = 0;
    double denominator = 0;
    for (int i = 0; i < windows; i++) {
      numerator += numerators[i];
      denominator += denominators[i];
    }
    double value = Ratio.of(numerator, denominator);
    if (windows < 2) {
      return new RatioOfSums(value, Double.NaN, windows);
    }
    double[] without = new double[windows];
    double mean = 0;
    for (int i = 0; i < windows; i++) {
      without[i] = Ratio.of(numerator - numerators[i], denominator - denominators[i]);
      mean += without[i] / windows;
    }
    double squares = 0;
    for (double one : without) {
      squares += (one - mean) * (one - mean);
    }
    return new RatioOfSums(value, Math.sqrt(squares * (windows - 1) / windows), windows);
  }

  /** This over another, made of other windows; errors of both add up (delta method). */
  public RatioOfSums over(RatioOfSums other) {
    double ratio = Ratio.of(value, other.value);
    double error =
        Math.abs(ratio)
            * Math.hypot(
                Ratio.of(standardError, value), Ratio.of(other.standardError, other.value));
    return new RatioOfSums(ratio, error, Math.min(windows, other.windows));
  }
}
