package io.demandforecast.feature;

/** Ratios of quantities that may be zero. */
final class Ratio {
  /**
   * Past this, a ratio says no more than "from next to nothing", and a larger number would only
   * stretch the bins of a tree.
   */
  private static final double GREATEST = 1000;

  private Ratio() {}

  /** The ratio, at most 1000; NaN where the denominator is not above zero or either is missing. */
  static double of(double numerator, double denominator) {
    return denominator > 0 ? Math.min(numerator / denominator, GREATEST) : Double.NaN;
  }
}
