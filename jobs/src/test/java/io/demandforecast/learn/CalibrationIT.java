package io.demandforecast.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.forecast.Support;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.uncertainty.ConformalCalibration;
import io.demandforecast.uncertainty.ConformalQuantiles;
import io.demandforecast.uncertainty.ConformalSettings;
import io.demandforecast.uncertainty.DemandClass;
import io.demandforecast.uncertainty.Pool;
import io.demandforecast.uncertainty.QuantileLevels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

class CalibrationIT extends SparkTest {
  private static final ConformalSettings SETTINGS =
      new ConformalSettings(
          QuantileLevels.of(0.05, 0.5, 0.975),
          new LeadBuckets(List.of(2, 5, 7)),
          100,
          Support.NON_NEGATIVE);

  @Test
  void quantilesAreThoseOfTheSameErrorsInOneHand() {
    Map<Pool, double[]> errors = new HashMap<>();
    Random random = new Random(3);
    // Enough for itself, too few but with a bucket, a bucket of too few, more than one array holds.
    errors.put(new Pool(0, DemandClass.SMOOTH), sorted(random, 150));
    errors.put(new Pool(0, DemandClass.LUMPY), sorted(random, 20));
    errors.put(new Pool(1, DemandClass.ERRATIC), sorted(random, 30));
    errors.put(new Pool(2, DemandClass.INTERMITTENT), sorted(random, 2500));
    ConformalQuantiles expected = ConformalCalibration.of(SETTINGS, errors);
    assertEquals(ConformalQuantiles.Origin.BUCKET, expected.origin(new Pool(0, DemandClass.LUMPY)));
    assertEquals(
        ConformalQuantiles.Origin.TOTAL, expected.origin(new Pool(1, DemandClass.ERRATIC)));
    for (int partitions : new int[] {1, 5}) {
      assertEquals(expected.toText(), calibrated(errors, partitions).toText());
    }
  }

  @Test
  void withoutAnErrorTheQuantilesAreTheMean() {
    ConformalQuantiles quantiles = calibrated(Map.of(), 2);
    assertEquals(ConformalCalibration.of(SETTINGS, Map.of()).toText(), quantiles.toText());
    assertEquals(4, quantiles.quantiles(4, 2, 1, DemandClass.SMOOTH)[2]);
  }

  private ConformalQuantiles calibrated(Map<Pool, double[]> errors, int partitions) {
    List<Tuple2<Pool, Double>> all = new ArrayList<>();
    errors.forEach(
        (pool, values) -> {
          for (double value : values) {
            all.add(new Tuple2<>(pool, value));
          }
        });
    java.util.Collections.shuffle(all, new Random(partitions));
    return Calibration.of(
        JavaSparkContext.fromSparkContext(spark().sparkContext()).parallelizePairs(all, partitions),
        new CalibrationSettings(SETTINGS, null, 28));
  }

  private static double[] sorted(Random random, int count) {
    return random.doubles(count).map(x -> 4 * x - 1).sorted().toArray();
  }
}
