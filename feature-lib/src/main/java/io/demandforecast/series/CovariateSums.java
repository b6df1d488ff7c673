package io.demandforecast.series;

import java.io.Serializable;

/**
 * Sums over the prefix of a covariate, so that its mean over any span of periods costs one
 * subtraction. Entry {@code i} depends on the slots before {@code i} alone.
 */
final class CovariateSums implements Serializable {
  private static final long serialVersionUID = 1L;
  private final int firstPeriod;
  private final double[] sum;
  private final int[] count;

  CovariateSums(PeriodValues covariate) {
    float[] values = covariate.values();
    firstPeriod = covariate.firstPeriod();
    sum = new double[values.length + 1];
    count = new int[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      boolean known = !Float.isNaN(values[i]);
      sum[i + 1] = known ? sum[i] + values[i] : sum[i];
      count[i + 1] = known ? count[i] + 1 : count[i];
    }
  }

  /** Mean of the known values of the {@code window} periods that end with {@code last}. */
  double mean(int last, int window) {
    int to = slot((long) last + 1);
    int from = slot((long) last + 1 - window);
    int known = count[to] - count[from];
    return known == 0 ? Double.NaN : (sum[to] - sum[from]) / known;
  }

  private int slot(long period) {
    return (int) Math.max(0, Math.min(count.length - 1L, period - firstPeriod));
  }
}
