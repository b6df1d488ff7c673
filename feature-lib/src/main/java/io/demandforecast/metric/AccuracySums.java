package io.demandforecast.metric;

/**
 * Sums from which the accuracy of point forecasts follows, over any number of series and leads. Two
 * of them merge into one, so that they can be made apart.
 *
 * <p>A pair whose actual is NaN (unknown, or not on sale) counts nowhere. A pair with an actual and
 * no finite forecast counts in {@link #unanswered()} alone: a forecaster that does not answer is
 * not made to look better unnoticed.
 *
 * <p>Every figure is NaN without a pair, and where its denominator is zero.
 */
public final class AccuracySums implements java.io.Serializable {
  private static final long serialVersionUID = 1L;

  private static final double PERCENT_OF_HALF_SUM = 200;

  private long count;
  private long unanswered;
  private double actual;
  private double absoluteActual;
  private double error;
  private double absoluteError;
  private double squaredError;
  private double symmetricError;

  /** Takes one pair. */
  public void add(double actualValue, double forecast) {
    if (Double.isNaN(actualValue)) {
      return;
    }
    if (!Double.isFinite(forecast)) {
      unanswered++;
      return;
    }
    double difference = forecast - actualValue;
    double size = Math.abs(actualValue) + Math.abs(forecast);
    count++;
    actual += actualValue;
    absoluteActual += Math.abs(actualValue);
    error += difference;
    absoluteError += Math.abs(difference);
    squaredError += difference * difference;
    symmetricError += size == 0 ? 0 : Math.abs(difference) / size;
  }

  /** Takes pairs of the same slot. */
  public void add(double[] actuals, double[] forecasts) {
    Pairs.requireSameLength(actuals, forecasts);
    for (int i = 0; i < actuals.length; i++) {
      add(actuals[i], forecasts[i]);
    }
  }

  /** Takes over all that another has; the other stays as it is. */
  public void merge(AccuracySums other) {
    count += other.count;
    unanswered += other.unanswered;
    actual += other.actual;
    absoluteActual += other.absoluteActual;
    error += other.error;
    absoluteError += other.absoluteError;
    squaredError += other.squaredError;
    symmetricError += other.symmetricError;
  }

  /** Pairs with an actual and a forecast. */
  public long count() {
    return count;
  }

  /** Pairs with an actual and no finite forecast. */
  public long unanswered() {
    return unanswered;
  }

  /** Sum of forecast less actual. */
  public double error() {
    return error;
  }

  /** Sum of the absolute errors. */
  public double absoluteError() {
    return absoluteError;
  }

  /** Sum of the absolute actuals. */
  public double absoluteActual() {
    return absoluteActual;
  }

  /** Weighted absolute percentage error as a share: sum of |f - a| over sum of |a|. */
  public double wape() {
    return Ratio.of(absoluteError, absoluteActual);
  }

  /**
   * Relative bias: sum of f - a over |sum of a|, above zero for forecasts that are too high. The
   * absolute total, so that net returns do not turn its sign.
   */
  public double bias() {
    return Ratio.of(error, Math.abs(actual));
  }

  /** Mean absolute error, in units of the target. */
  public double mae() {
    return Ratio.of(absoluteError, (double) count);
  }

  /** Root mean squared error, in units of the target. */
  public double rmse() {
    return Math.sqrt(Ratio.of(squaredError, (double) count));
  }

  /**
   * Symmetric mean absolute percentage error, 0 to 200: mean of 200 |f - a| / (|a| + |f|); a pair
   * of zeros is a hit and counts 0 (Makridakis 1993, as scored in the M3 and M4 competitions).
   */
  public double smape() {
    return PERCENT_OF_HALF_SUM * Ratio.of(symmetricError, (double) count);
  }
}
