package io.demandforecast.learn;

import io.demandforecast.uncertainty.ConformalCalibration;
import io.demandforecast.uncertainty.ConformalQuantiles;
import io.demandforecast.uncertainty.Pool;
import io.demandforecast.uncertainty.SplitConformal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import scala.Tuple2;

/**
 * Turns the out-of-fold errors of all series into conformal quantiles; only offsets reach the
 * driver.
 */
public final class Calibration {
  /** A key that stands for all demand classes, or all buckets. */
  private static final int ALL = -1;

  private Calibration() {}

  /** The quantiles that errors by pool give. */
  public static ConformalQuantiles of(
      JavaPairRDD<Pool, Double> errors, CalibrationSettings settings) {
    double[] levels =
        settings.conformal().levels().levels().stream().mapToDouble(Double::doubleValue).toArray();
    ConformalCalibration calibration = new ConformalCalibration(settings.conformal());
    List<Tuple2<Tuple2<Integer, Integer>, Offsets>> offsets =
        errors
            .flatMapToPair(error -> keys(error).iterator())
            .groupByKey()
            .mapValues(values -> offsets(values, levels))
            .collect();
    for (Tuple2<Tuple2<Integer, Integer>, Offsets> entry : offsets) {
      int bucket = entry._1()._1();
      int demandClass = entry._1()._2();
      Offsets found = entry._2();
      if (bucket == ALL) {
        calibration.total(found.errors(), found.offsets());
      } else if (demandClass == ALL) {
        calibration.bucket(bucket, found.errors(), found.offsets());
      } else {
        calibration.pool(
            new Pool(bucket, io.demandforecast.uncertainty.DemandClass.values()[demandClass]),
            found.errors(),
            found.offsets());
      }
    }
    return calibration.quantiles();
  }

  @SuppressWarnings("ArrayRecordComponent") // Read once.
  private record Offsets(long errors, double[] offsets) implements java.io.Serializable {}

  private static List<Tuple2<Tuple2<Integer, Integer>, Double>> keys(Tuple2<Pool, Double> error) {
    Pool pool = error._1();
    List<Tuple2<Tuple2<Integer, Integer>, Double>> keys = new ArrayList<>();
    keys.add(new Tuple2<>(new Tuple2<>(pool.bucket(), pool.demandClass().ordinal()), error._2()));
    keys.add(new Tuple2<>(new Tuple2<>(pool.bucket(), ALL), error._2()));
    keys.add(new Tuple2<>(new Tuple2<>(ALL, ALL), error._2()));
    return keys;
  }

  private static Offsets offsets(Iterable<Double> values, double[] levels) {
    double[] sorted = new double[1024];
    int count = 0;
    for (double value : values) {
      if (count == sorted.length) {
        sorted = Arrays.copyOf(sorted, count * 2);
      }
      sorted[count++] = value;
    }
    sorted = Arrays.copyOf(sorted, count);
    Arrays.sort(sorted);
    return new Offsets(count, SplitConformal.offsets(sorted, levels));
  }
}
