package io.demandforecast.metric;

/** Arrays whose slots belong together. */
final class Pairs implements java.io.Serializable {
  private Pairs() {}

  static void requireSameLength(double[] actuals, double[] forecasts) {
    if (actuals.length != forecasts.length) {
      throw new IllegalArgumentException(
          actuals.length + " actuals and " + forecasts.length + " forecasts");
    }
  }
}
