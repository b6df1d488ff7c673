package io.demandforecast.metric;

/**
 * Sums from which the accuracy of one quantile follows: pinball loss and the share of actuals at or
 * below it. A pair whose actual is NaN counts nowhere; one without a finite quantile counts in
 * {@link #unanswered()} alone. Figures are NaN without a pair.
 */
public final class QuantileSums implements java.io.Serializable {
  private static final long serialVersionUID = 1L;

  private final double level;
  private long count;
  private long unanswered;
  private long atOrBelow;
  private long below;
  private double loss;

  /**
   * @param level of the quantile, strictly between 0 and 1
   */
  public QuantileSums(double level) {
    this.level = requireLevel(level);
  }

  /**
   * Pinball loss of one pair (Koenker and Bassett 1978): {@code level (a - q)} where the actual is
   * above the quantile, {@code (1 - level) (q - a)} where it is not. NaN where either is.
   */
  public static double pinball(double level, double actual, double quantile) {
    requireLevel(level);
    return Math.max(level * (actual - quantile), (level - 1) * (actual - quantile));
  }

  /** Takes one pair. */
  public void add(double actual, double quantile) {
    if (Double.isNaN(actual)) {
      return;
    }
    if (!Double.isFinite(quantile)) {
      unanswered++;
      return;
    }
    count++;
    atOrBelow += actual <= quantile ? 1 : 0;
    below += actual < quantile ? 1 : 0;
    loss += pinball(level, actual, quantile);
  }

  /**
   * Takes over all that another has; the other stays as it is.
   *
   * @throws IllegalArgumentException where the other is of another level
   */
  public void merge(QuantileSums other) {
    if (other.level != level) {
      throw new IllegalArgumentException(
          "sums of level " + other.level + " do not merge into those of level " + level);
    }
    count += other.count;
    unanswered += other.unanswered;
    atOrBelow += other.atOrBelow;
    below += other.below;
    loss += other.loss;
  }

  public double level() {
    return level;
  }

  /** Pairs with an actual and a quantile. */
  public long count() {
    return count;
  }

  /** Pairs with an actual and no finite quantile. */
  public long unanswered() {
    return unanswered;
  }

  /** Mean pinball loss, in units of the target. */
  public double pinball() {
    return Ratio.of(loss, (double) count);
  }

  /** Share of actuals at or below the quantile: near the level where it is calibrated. */
  public double coverage() {
    return Ratio.of((double) atOrBelow, (double) count);
  }

  /**
   * Share of actuals below the quantile. A quantile of counts is calibrated where its level lies
   * between this and {@link #coverage()}: many actuals may equal it.
   */
  public double shareBelow() {
    return Ratio.of((double) below, (double) count);
  }

  private static double requireLevel(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level " + level + " is not between 0 and 1");
    }
    return level;
  }
}
