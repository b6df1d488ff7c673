package io.demandforecast.uncertainty;

import io.demandforecast.uncertainty.ConformalQuantiles.Offsets;
import io.demandforecast.uncertainty.ConformalQuantiles.Origin;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes {@link ConformalQuantiles} of out-of-fold errors. An error is signed and scaled: {@code
 * (actual - forecast) / scale}. A pool of fewer errors than are asked for takes the offsets of its
 * bucket of leads, a bucket with fewer those of all errors, and without any error every offset is
 * 0.
 *
 * <p>Errors may be handed over as they are, or, where there are too many for one machine, as the
 * offsets that stand at {@link SplitConformal#rank} among them.
 */
public final class ConformalCalibration {
  private final ConformalSettings settings;
  private final Map<Pool, Offsets> pools = new HashMap<>();
  private final Map<Integer, Offsets> buckets = new HashMap<>();
  private Offsets total;

  public ConformalCalibration(ConformalSettings settings) {
    this.settings = settings;
    this.total = new Offsets(Origin.NONE, 0, new double[settings.levels().count()]);
  }

  /**
   * Quantiles from all errors.
   *
   * @param sortedErrors errors of each pool, ascending and finite; a pool without errors may be
   *     left out
   * @throws IllegalArgumentException where errors are not sorted or not finite, or a bucket does
   *     not exist
   */
  public static ConformalQuantiles of(
      ConformalSettings settings, Map<Pool, double[]> sortedErrors) {
    ConformalCalibration calibration = new ConformalCalibration(settings);
    Map<Integer, double[]> byBucket = new HashMap<>();
    double[] all = new double[0];
    for (Map.Entry<Pool, double[]> entry : new TreeMap<>(sortedErrors).entrySet()) {
      double[] errors = entry.getValue();
      if (errors.length == 0) {
        continue;
      }
      calibration.pool(entry.getKey(), errors.length, offsets(errors, settings));
      byBucket.merge(entry.getKey().bucket(), errors, ConformalCalibration::joined);
      all = joined(all, errors);
    }
    byBucket.forEach(
        (bucket, errors) -> {
          Arrays.sort(errors);
          calibration.bucket(bucket, errors.length, offsets(errors, settings));
        });
    if (all.length > 0) {
      Arrays.sort(all);
      calibration.total(all.length, offsets(all, settings));
    }
    return calibration.quantiles();
  }

  /** Offsets of one pool: one a level, made of {@code errors} errors. */
  public ConformalCalibration pool(Pool pool, long errors, double[] offsets) {
    requireBucket(pool.bucket());
    pools.put(pool, new Offsets(Origin.POOL, errors, offsets.clone()));
    return this;
  }

  /** Offsets of all errors of a bucket of leads. */
  public ConformalCalibration bucket(int bucket, long errors, double[] offsets) {
    requireBucket(bucket);
    buckets.put(bucket, new Offsets(Origin.BUCKET, errors, offsets.clone()));
    return this;
  }

  /** Offsets of all errors. */
  public ConformalCalibration total(long errors, double[] offsets) {
    total = new Offsets(Origin.TOTAL, errors, offsets.clone());
    return this;
  }

  /**
   * What was handed over, with what is too thin replaced.
   *
   * @throws IllegalArgumentException where offsets are not ascending or not one a level
   */
  public ConformalQuantiles quantiles() {
    Map<Pool, Offsets> resolved = new HashMap<>();
    for (int bucket = 0; bucket < settings.buckets().count(); bucket++) {
      Offsets ofBucket = orElse(buckets.get(bucket), total);
      for (DemandClass demandClass : DemandClass.values()) {
        Pool pool = new Pool(bucket, demandClass);
        resolved.put(pool, orElse(pools.get(pool), ofBucket));
      }
    }
    return new ConformalQuantiles(settings, resolved);
  }

  private Offsets orElse(Offsets offsets, Offsets wider) {
    return offsets != null && offsets.errors() >= settings.minErrors() ? offsets : wider;
  }

  private void requireBucket(int bucket) {
    if (bucket < 0 || bucket >= settings.buckets().count()) {
      throw new IllegalArgumentException(
          "bucket " + bucket + " is none of the " + settings.buckets().count() + " there are");
    }
  }

  private static double[] offsets(double[] errors, ConformalSettings settings) {
    return SplitConformal.offsets(errors, settings.levels());
  }

  private static double[] joined(double[] first, double[] second) {
    double[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
