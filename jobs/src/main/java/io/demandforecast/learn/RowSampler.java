package io.demandforecast.learn;

import io.demandforecast.forecast.LeadBuckets;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * Which rows are trained on: a rule, not a draw from a stream, so that the same series, period and
 * seed give the same row whatever else is in the data. A target period of a series is taken where
 * its number in [0, 1) is below the sampled share, and each bucket of leads then gets one lead for
 * it.
 */
public final class RowSampler implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double UNIT = 0x1.0p-53;
  private static final long DRAW = 0x9E3779B97F4A7C15L;
  private static final long LEAD = 0xC2B2AE3D27D4EB4FL;
  private final long seed;
  private final LeadBuckets buckets;

  public RowSampler(long seed, LeadBuckets buckets) {
    this.seed = seed;
    this.buckets = buckets;
  }

  /** A series' number, from its identity alone (FNV-1a over UTF-8, finished by {@link #mix}). */
  public static long number(String seriesId) {
    long hash = 0xCBF29CE484222325L;
    for (byte b : seriesId.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
    }
    return mix(hash);
  }

  /** A number in [0, 1) of a series' identity alone: which series are in a sample. */
  public static double draw(String seriesId) {
    return (mix(number(seriesId)) >>> 11) * UNIT;
  }

  /** The number in [0, 1) that decides whether a series' target period becomes rows. */
  public double draw(long series, int period) {
    return (mix(series ^ mix(seed ^ DRAW) ^ mix(period)) >>> 11) * UNIT;
  }

  /** The lead of a row: every lead of the bucket is as likely as the others. */
  public int lead(long series, int period, int bucket) {
    int first = buckets.firstLead(bucket);
    int count = buckets.lastLeads().get(bucket) - first + 1;
    return first
        + (int)
            Long.remainderUnsigned(mix(series ^ mix(seed ^ LEAD ^ bucket) ^ mix(period)), count);
  }

  /**
   * A bijection whose every output bit hangs on every input bit (the finaliser of SplitMix64,
   * Steele et al. 2014).
   */
  private static long mix(long value) {
    long z = value + DRAW;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
