package io.demandforecast.job;

import io.demandforecast.metric.RelativeGain;
import java.io.Serializable;

/**
 * How two models and the seasonal naive did on the same series, origins and periods after them.
 * Sums by target period, so that windows do not overlap.
 */
final class ShadowScores implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Who is scored. */
  enum Who {
    CHALLENGER,
    CHAMPION,
    SEASONAL_NAIVE
  }

  private final double[][] absoluteErrors;
  private final double[] errors = new double[Who.values().length];
  private final long[] within = new long[Who.values().length];
  private final long[] ranges = new long[Who.values().length];
  private double absoluteActual;
  private double actual;
  private long count;

  /**
   * @param periods target periods
   */
  ShadowScores(int periods) {
    absoluteErrors = new double[Who.values().length][periods];
  }

  /**
   * Takes what happened in a period. The forecasts of all three follow.
   *
   * @param value the actual
   */
  void happened(double value) {
    absoluteActual += Math.abs(value);
    actual += value;
    count++;
  }

  /** Takes a point forecast of a target period, counted from 0. */
  void forecast(Who who, int period, double value, double mean) {
    absoluteErrors[who.ordinal()][period] += Math.abs(mean - value);
    errors[who.ordinal()] += mean - value;
  }

  /** Takes the outermost quantiles of a forecast. */
  void range(Who who, double value, double low, double high) {
    ranges[who.ordinal()]++;
    within[who.ordinal()] += value >= low && value <= high ? 1 : 0;
  }

  ShadowScores plus(ShadowScores other) {
    for (int who = 0; who < absoluteErrors.length; who++) {
      for (int period = 0; period < absoluteErrors[who].length; period++) {
        absoluteErrors[who][period] += other.absoluteErrors[who][period];
      }
      errors[who] += other.errors[who];
      within[who] += other.within[who];
      ranges[who] += other.ranges[who];
    }
    absoluteActual += other.absoluteActual;
    actual += other.actual;
    count += other.count;
    return this;
  }

  /** Forecasts of each that had an actual. */
  long count() {
    return count;
  }

  double wape(Who who) {
    double sum = 0;
    for (double error : absoluteErrors[who.ordinal()]) {
      sum += error;
    }
    return absoluteActual == 0 ? Double.NaN : sum / absoluteActual;
  }

  double bias(Who who) {
    return actual == 0 ? Double.NaN : errors[who.ordinal()] / Math.abs(actual);
  }

  /** Share of the actuals between the outermost quantiles; NaN where there are none. */
  double coverage(Who who) {
    return ranges[who.ordinal()] == 0
        ? Double.NaN
        : (double) within[who.ordinal()] / ranges[who.ordinal()];
  }

  /** What the challenger saves against another. */
  RelativeGain gainOver(Who other) {
    return RelativeGain.of(
        absoluteErrors[Who.CHALLENGER.ordinal()], absoluteErrors[other.ordinal()]);
  }
}
