package io.demandforecast.uncertainty;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Quantiles around a point forecast: the quantities of the {@link PredictiveDistribution} around it
 * at the scores of that rank among out-of-fold outcomes of forecasts alike (split conformal, {@link
 * SplitConformal}). Alike is the bucket of the lead, the {@link DemandClass} and the level of the
 * forecast; where there were too few of these, forecasts of all classes, then of all leads too,
 * then all of the {@link DemandKind}. Where there were none, the distribution stands as it is. Made
 * by a {@link ConformalCalibration}.
 */
public final class ConformalQuantiles implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * What a pool has seen.
   *
   * @param errors outcomes
   * @param scores one a level, ascending
   */
  @SuppressWarnings("ArrayRecordComponent") // Read a thousand times a series; never compared.
  record Scores(long errors, double[] scores) implements Serializable {}

  private final ConformalSettings settings;

  /** Those that stand alone. */
  private final TreeMap<Pool, Scores> pools;

  ConformalQuantiles(ConformalSettings settings, Map<Pool, Scores> pools) {
    this.settings = settings;
    this.pools = new TreeMap<>(pools);
    this.pools.forEach((pool, scores) -> requireSound(pool, scores));
  }

  public ConformalSettings settings() {
    return settings;
  }

  /**
   * Quantiles of one forecast. They never cross, and where demand is never below zero neither are
   * they; those of counts are whole numbers.
   *
   * @return one a level, in the order of the levels
   * @throws IllegalArgumentException for a mean or scale that is not finite, or a lead in none of
   *     the buckets
   */
  public double[] quantiles(ForecastTarget target) {
    return target.distribution(settings.support()).quantiles(scores(target));
  }

  /** How many outcomes a forecast's quantiles are made of; 0 for none. */
  public long errors(ForecastTarget target) {
    Scores found = found(target);
    return found == null ? 0 : found.errors();
  }

  /** Text that {@link #fromText} reads back to the bit: some lines for people to read. */
  public String toText() {
    return ConformalText.write(this);
  }

  /**
   * Reads what {@link #toText} wrote.
   *
   * @throws IllegalArgumentException for anything else; the message says where
   */
  public static ConformalQuantiles fromText(String text) {
    return ConformalText.read(text);
  }

  Map<Pool, Scores> pools() {
    return pools;
  }

  private double[] scores(ForecastTarget target) {
    Scores found = found(target);
    if (found != null) {
      return found.scores();
    }
    DemandKind kind = target.pattern().kind();
    return settings.levels().levels().stream().mapToDouble(kind::uncalibrated).toArray();
  }

  private Scores found(ForecastTarget target) {
    for (Pool pool : target.pool(settings.buckets()).widening()) {
      Scores scores = pools.get(pool);
      if (scores != null) {
        return scores;
      }
    }
    return null;
  }

  private void requireSound(Pool pool, Scores scores) {
    if (pool.bucket() < Pool.ANY || pool.bucket() >= settings.buckets().count()) {
      throw new IllegalArgumentException("there is no bucket " + pool.bucket());
    }
    double[] values = scores.scores();
    if (values.length != settings.levels().count()) {
      throw new IllegalArgumentException(
          values.length + " scores for " + settings.levels().count() + " levels");
    }
    double before = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (!Double.isFinite(value) || value < before) {
        throw new IllegalArgumentException(
            "scores are not finite and ascending: " + Arrays.toString(values));
      }
      before = value;
    }
  }
}
