package io.demandforecast.metric;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the values of one feature are distributed: counts in bins that held about equally many of the
 * values they were made from, and of missing values.
 *
 * @param edges upper ends of the bins but the last, ascending; a value belongs to the first bin
 *     whose edge is not below it
 * @param counts values by bin; those that are missing (NaN) come last
 */
public record BinnedValues(List<Float> edges, List<Long> counts) implements Serializable {

  public BinnedValues {
    edges = List.copyOf(edges);
    counts = List.copyOf(counts);
    if (counts.size() != edges.size() + 2) {
      throw new IllegalArgumentException(
          counts.size() + " counts for " + edges.size() + " edges: expected two more");
    }
  }

  /**
   * Bins made for values, and filled with them.
   *
   * @param values NaN where missing
   * @param bins how many at most; fewer where values are few or repeat
   */
  public static BinnedValues of(float[] values, int bins) {
    float[] known = new float[values.length];
    int count = 0;
    for (float value : values) {
      if (!Float.isNaN(value)) {
        known[count++] = value;
      }
    }
    float[] sorted = Arrays.copyOf(known, count);
    Arrays.sort(sorted);
    List<Float> edges = new ArrayList<>();
    for (int bin = 1; bin < bins && count > 0; bin++) {
      float edge = sorted[(int) ((long) bin * count / bins)];
      boolean isLast = edge == sorted[count - 1];
      if (!isLast && (edges.isEmpty() || edge > edges.get(edges.size() - 1))) {
        edges.add(edge);
      }
    }
    long[] counts = new long[edges.size() + 2];
    for (float value : values) {
      counts[bin(edges, value)]++;
    }
    return new BinnedValues(edges, Arrays.stream(counts).boxed().toList());
  }

  /** Bins, that of missing values among them. */
  public int bins() {
    return counts.size();
  }

  /** The bin of a value. */
  public int bin(float value) {
    return bin(edges, value);
  }

  private static int bin(List<Float> edges, float value) {
    if (Float.isNaN(value)) {
      return edges.size() + 1;
    }
    int bin = 0;
    while (bin < edges.size() && value > edges.get(bin)) {
      bin++;
    }
    return bin;
  }

  /** How many values there are. */
  public long total() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Population stability index of other values against these: the sum over bins of (p - q) ln(p /
   * q), 0 where the shares are equal (Jeffreys' divergence; Siddiqi 2006). Half a value is added to
   * each bin, so that an empty one does not make it infinite.
   *
   * @param others counts by bin
   */
  public double stability(long[] others) {
    if (others.length != bins()) {
      throw new IllegalArgumentException(others.length + " counts for " + bins() + " bins");
    }
    double of = total() + bins() / 2.0;
    double ofOthers = Arrays.stream(others).sum() + bins() / 2.0;
    double index = 0;
    for (int bin = 0; bin < others.length; bin++) {
      double expected = (counts.get(bin) + 0.5) / of;
      double found = (others[bin] + 0.5) / ofOthers;
      index += (found - expected) * Math.log(found / expected);
    }
    return index;
  }

  /**
   * What chance alone makes of the index between samples of one distribution: (1/n + 1/m) times a
   * chi-squared number of k - 1 degrees (Yurdakul 2018), taken so many standard deviations above
   * its mean.
   *
   * @param others how many other values there are
   */
  public double chance(long others, double deviations) {
    int degrees = Math.max(1, bins() - 1);
    return (1.0 / Math.max(1, total()) + 1.0 / Math.max(1, others))
        * (degrees + deviations * Math.sqrt(2.0 * degrees));
  }
}
