package io.demandforecast.uncertainty;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Quantiles around a point forecast: the forecast plus, in units of the series' scale, the error of
 * that rank among the out-of-fold errors of forecasts alike (split conformal, {@link
 * SplitConformal}), alike being the bucket of the lead and the {@link DemandClass}. Made by a
 * {@link ConformalCalibration}.
 */
public final class ConformalQuantiles implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Whose errors a pool's offsets are made of. */
  public enum Origin {
    /** The pool's own. */
    POOL,
    /** Those of its bucket of leads, all demand classes. */
    BUCKET,
    /** All. */
    TOTAL,
    /** There were none: the quantiles are the forecast itself. */
    NONE
  }

  /**
   * Offsets of one pool.
   *
   * @param origin whose errors they are made of
   * @param errors how many those were
   * @param offsets one a level, ascending, in units of the series' scale
   */
  @SuppressWarnings("ArrayRecordComponent") // Read a thousand times a series; never compared.
  record Offsets(Origin origin, long errors, double[] offsets) implements Serializable {}

  private final ConformalSettings settings;

  /** By bucket of leads. */
  private final List<Map<DemandClass, Offsets>> offsets;

  ConformalQuantiles(ConformalSettings settings, Map<Pool, Offsets> pools) {
    this.settings = settings;
    this.offsets = new ArrayList<>();
    for (int bucket = 0; bucket < settings.buckets().count(); bucket++) {
      Map<DemandClass, Offsets> byClass = new EnumMap<>(DemandClass.class);
      for (DemandClass demandClass : DemandClass.values()) {
        Offsets found = pools.get(new Pool(bucket, demandClass));
        if (found == null) {
          throw new IllegalArgumentException(
              "no offsets for leads " + settings.buckets().label(bucket) + " " + demandClass);
        }
        requireAscending(found.offsets(), settings.levels().count());
        byClass.put(demandClass, found);
      }
      offsets.add(byClass);
    }
  }

  public ConformalSettings settings() {
    return settings;
  }

  /**
   * Quantiles of one forecast. They never cross, and where demand is never below zero neither are
   * they.
   *
   * @param mean the point forecast
   * @param scale the series' scale at the origin, the one its errors were divided by; at least 0
   * @param lead from 1 to the last lead of the buckets
   * @return one a level, in the order of the levels
   * @throws IllegalArgumentException for a mean or scale that is not finite, a scale below zero, or
   *     a lead in none of the buckets
   */
  public double[] quantiles(double mean, double scale, int lead, DemandClass demandClass) {
    if (!Double.isFinite(mean) || !Double.isFinite(scale) || scale < 0) {
      throw new IllegalArgumentException("no quantiles around " + mean + " with scale " + scale);
    }
    double[] steps = offsets(new Pool(settings.buckets().of(lead), demandClass)).offsets();
    double[] quantiles = new double[steps.length];
    for (int i = 0; i < steps.length; i++) {
      // Ascending steps stay so: a product by a scale of at least 0, a sum and a cut keep order.
      quantiles[i] = settings.support().clip(mean + steps[i] * scale);
    }
    return quantiles;
  }

  /** Whose errors a pool's quantiles are made of. */
  public Origin origin(Pool pool) {
    return offsets(pool).origin();
  }

  /** How many errors a pool's quantiles are made of. */
  public long errors(Pool pool) {
    return offsets(pool).errors();
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

  Offsets offsets(Pool pool) {
    return offsets.get(pool.bucket()).get(pool.demandClass());
  }

  private static void requireAscending(double[] offsets, int levels) {
    if (offsets.length != levels) {
      throw new IllegalArgumentException(offsets.length + " offsets for " + levels + " levels");
    }
    double before = Double.NEGATIVE_INFINITY;
    for (double offset : offsets) {
      if (!Double.isFinite(offset) || offset < before) {
        throw new IllegalArgumentException(
            "offsets are not finite and ascending at " + offset + " after " + before);
      }
      before = offset;
    }
  }
}
