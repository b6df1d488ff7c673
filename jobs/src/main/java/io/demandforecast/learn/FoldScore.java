package io.demandforecast.learn;

import java.io.Serializable;

/** The error of one candidate at one origin, summed over series. */
public final class FoldScore implements Serializable {
  private static final long serialVersionUID = 1L;
  private double weightedRmsse;
  private double weight;
  private double absoluteError;
  private double error;
  private double actual;
  private long rows;

  /**
   * Adds a series.
   *
   * @param actuals NaN where there is none
   * @param scale RMSSE scale of the series, NaN where it has none: it then counts in WAPE and bias
   *     alone
   * @param seriesWeight what the series weighs in the mean RMSSE
   */
  void add(double[] actuals, double[] forecasts, double scale, double seriesWeight) {
    double squared = 0;
    int known = 0;
    for (int i = 0; i < actuals.length; i++) {
      if (!Double.isNaN(actuals[i])) {
        double difference = forecasts[i] - actuals[i];
        squared += difference * difference;
        absoluteError += Math.abs(difference);
        error += difference;
        actual += actuals[i];
        known++;
      }
    }
    rows += known;
    if (known > 0 && scale > 0) {
      weightedRmsse += seriesWeight * Math.sqrt(squared / known) / scale;
      weight += seriesWeight;
    }
  }

  void merge(FoldScore other) {
    weightedRmsse += other.weightedRmsse;
    weight += other.weight;
    absoluteError += other.absoluteError;
    error += other.error;
    actual += other.actual;
    rows += other.rows;
  }

  /**
   * Mean RMSSE weighted by value (the M5 competition's WRMSSE at the level of single series); NaN
   * without a series.
   */
  public double rmsse() {
    return weight > 0 ? weightedRmsse / weight : Double.NaN;
  }

  /** Sum of absolute errors over the sum of actuals; NaN where nothing was sold. */
  public double wape() {
    return actual != 0 ? absoluteError / Math.abs(actual) : Double.NaN;
  }

  /** Sum of forecast minus actual over the sum of actuals; NaN where nothing was sold. */
  public double bias() {
    return actual != 0 ? error / Math.abs(actual) : Double.NaN;
  }

  /** Forecasts that had an actual. */
  public long rows() {
    return rows;
  }

  /** The figure of a metric's name in configuration. */
  public double of(String metric) {
    return metric.equals("wape") ? wape() : rmsse();
  }
}
