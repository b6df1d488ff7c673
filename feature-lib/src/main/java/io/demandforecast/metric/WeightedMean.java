package io.demandforecast.metric;

/**
 * Mean over series, each with its weight: WRMSSE where the values are {@link Rmsse} and the weights
 * shares of revenue. A series whose value or weight is NaN is left out together with its weight and
 * counted.
 */
public final class WeightedMean {
  private long count;
  private long leftOut;
  private double sum;
  private double weights;

  /**
   * Takes one series.
   *
   * @throws IllegalArgumentException for a weight below zero
   */
  public void add(double value, double weight) {
    if (weight < 0) {
      throw new IllegalArgumentException("weight " + weight + " is below zero");
    }
    if (Double.isNaN(value) || Double.isNaN(weight)) {
      leftOut++;
      return;
    }
    count++;
    sum += value * weight;
    weights += weight;
  }

  /** Takes over all that another has; the other stays as it is. */
  public void merge(WeightedMean other) {
    count += other.count;
    leftOut += other.leftOut;
    sum += other.sum;
    weights += other.weights;
  }

  /** Series in the mean. */
  public long count() {
    return count;
  }

  /** Series that had no value or no weight. */
  public long leftOut() {
    return leftOut;
  }

  /** NaN where the weights add up to zero. */
  public double value() {
    return Ratio.of(sum, weights);
  }
}
