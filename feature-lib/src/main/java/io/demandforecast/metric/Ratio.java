package io.demandforecast.metric;

/** A quotient that is not defined where its denominator is zero. */
final class Ratio {
  private Ratio() {}

  /** NaN where the denominator is zero. */
  static double of(double numerator, double denominator) {
    return denominator == 0 ? Double.NaN : numerator / denominator;
  }
}
