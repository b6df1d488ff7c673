package io.demandforecast.job.report;

import io.demandforecast.metric.AccuracySums;

/** Errors of one series over the periods that have an actual and a forecast. */
final class SeriesErrors {
  private final AccuracySums units = new AccuracySums();
  private double weighted;

  /**
   * @param actual NaN: unknown
   * @param forecast NaN: none was published
   * @param unitValue what a unit was worth
   */
  void add(double actual, double forecast, double unitValue) {
    if (!Double.isNaN(actual) && !Double.isNaN(forecast)) {
      units.add(actual, forecast);
      weighted += Math.abs(forecast - actual) * unitValue;
    }
  }

  int periods() {
    return (int) units.count();
  }

  /** Sum of absolute errors, each times what a unit was worth. */
  double weighted() {
    return weighted;
  }

  Double wape() {
    return Cells.finite(units.wape());
  }

  Double bias() {
    return Cells.finite(units.bias());
  }
}
