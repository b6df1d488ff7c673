package io.demandforecast.series;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Sums over the prefix of a target, made in one pass, from which every rolling figure follows by a
 * subtraction. Entry {@code i} of each array depends on the slots before {@code i} alone; {@link
 * SeriesView} reads no entry past its origin.
 */
final class RunningSums implements Serializable {
  private static final long serialVersionUID = 1L;
  private final double[] target;

  /** Entry i: over slots 0 to i - 1. */
  final double[] sum;

  final double[] sumOfSquares;
  final int[] count;
  final int[] zeros;

  /**
   * Sum of squared differences of consecutive known values since the first demand, and how many
   * there were.
   */
  final double[] squaredDifferences;

  final int[] differences;

  /** Slot of the last value above zero before i, -1 where there was none. */
  final int[] lastDemand;

  /** Slot of the first value other than zero; past the end where there is none. */
  final int firstDemand;

  /**
   * Asked for by a handful of rates, millions of times, by several threads where the history is
   * that of a group: so a short array, replaced as a whole, rather than a map.
   */
  private volatile Levels[] exponential = {};

  @SuppressWarnings("ArrayRecordComponent") // Never leaves this class.
  private record Levels(double rate, double[] values) {}

  RunningSums(double[] target) {
    this.target = target;
    int n = target.length;
    sum = new double[n + 1];
    sumOfSquares = new double[n + 1];
    count = new int[n + 1];
    zeros = new int[n + 1];
    squaredDifferences = new double[n + 1];
    differences = new int[n + 1];
    lastDemand = new int[n + 1];
    lastDemand[0] = -1;
    double previous = Double.NaN;
    boolean started = false;
    int first = n;
    for (int i = 0; i < n; i++) {
      double y = target[i];
      boolean known = !Double.isNaN(y);
      if (known && y != 0 && !started) {
        started = true;
        first = i;
      }
      sum[i + 1] = known ? sum[i] + y : sum[i];
      sumOfSquares[i + 1] = known ? sumOfSquares[i] + y * y : sumOfSquares[i];
      count[i + 1] = known ? count[i] + 1 : count[i];
      zeros[i + 1] = known && y == 0 ? zeros[i] + 1 : zeros[i];
      lastDemand[i + 1] = known && y > 0 ? i : lastDemand[i];
      boolean step = known && started && !Double.isNaN(previous);
      squaredDifferences[i + 1] =
          step ? squaredDifferences[i] + (y - previous) * (y - previous) : squaredDifferences[i];
      differences[i + 1] = step ? differences[i] + 1 : differences[i];
      if (known && started) {
        previous = y;
      }
    }
    firstDemand = first;
  }

  /**
   * Exponentially weighted means, one a slot: {@code level = rate * y + (1 - rate) * level},
   * starting at the first known value; a missing value leaves the level as it was. NaN before the
   * first known value.
   */
  double[] exponential(double rate) {
    for (Levels known : exponential) {
      if (known.rate == rate) {
        return known.values;
      }
    }
    return addExponential(rate);
  }

  private synchronized double[] addExponential(double rate) {
    Levels[] known = exponential;
    for (Levels levels : known) {
      if (levels.rate == rate) {
        return levels.values;
      }
    }
    double[] values = new double[target.length];
    double level = Double.NaN;
    for (int i = 0; i < target.length; i++) {
      double y = target[i];
      if (!Double.isNaN(y)) {
        level = Double.isNaN(level) ? y : rate * y + (1 - rate) * level;
      }
      values[i] = level;
    }
    Levels[] more = Arrays.copyOf(known, known.length + 1);
    more[known.length] = new Levels(rate, values);
    exponential = more;
    return values;
  }
}
