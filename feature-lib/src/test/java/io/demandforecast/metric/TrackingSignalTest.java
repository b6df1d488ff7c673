package io.demandforecast.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TrackingSignalTest {
  @Test
  void itIsOneWhereAllErrorsHaveOneSign() {
    assertEquals(1, TrackingSignal.of(new double[] {1, 2, 0.5}), 1e-12);
    assertEquals(-1, TrackingSignal.of(new double[] {-3, -0.1}), 1e-12);
    assertEquals(0.5, TrackingSignal.of(new double[] {3, -1}), 1e-12);
    assertTrue(Double.isNaN(TrackingSignal.of(new double[] {0, 0})));
  }

  @Test
  void fewErrorsAreHeldToWhatChanceMakesOfThem() {
    assertEquals(0.5, TrackingSignal.limit(100, 0.5, 3), 1e-12);
    assertEquals(0.7105, TrackingSignal.limit(28, 0.5, 3), 1e-4);
    assertEquals(1, TrackingSignal.limit(8, 0.5, 3), 1e-12);
  }

  @Test
  void independentErrorsStayWithinTheLimitAndABiasDoesNot() {
    Random random = new Random(4);
    int outside = 0;
    int found = 0;
    double limit = TrackingSignal.limit(28, 0.5, 3);
    for (int trial = 0; trial < 1000; trial++) {
      double[] errors = new double[28];
      double[] biased = new double[28];
      for (int i = 0; i < errors.length; i++) {
        errors[i] = random.nextGaussian();
        biased[i] = errors[i] + 1.5;
      }
      outside += Math.abs(TrackingSignal.of(errors)) > limit ? 1 : 0;
      found += TrackingSignal.of(biased) > limit ? 1 : 0;
    }
    assertTrue(outside <= 5, "outside " + outside);
    assertTrue(found >= 990, "found " + found);
  }
}
