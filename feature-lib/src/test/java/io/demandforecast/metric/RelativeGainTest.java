package io.demandforecast.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RelativeGainTest {
  @Test
  void theGainIsTheShareOfErrorSaved() {
    RelativeGain gain = RelativeGain.of(new double[] {9, 9, 9, 9}, new double[] {10, 10, 10, 10});
    assertEquals(0.1, gain.gain(), 1e-12);
    assertEquals(0, gain.standardError(), 1e-12);
    assertTrue(gain.isAbove(0.05, 2));
    assertFalse(gain.isAbove(0.1, 2));
  }

  @Test
  void theJackknifeOfAMeanIsItsStandardError() {
    // Against a constant champion the gain is a mean, whose jackknife is s / sqrt(n).
    RelativeGain gain = RelativeGain.of(new double[] {8, 10, 12, 6}, new double[] {10, 10, 10, 10});
    double s = Math.sqrt((0.01 * 1 + 0.01 * 1 + 0.09 + 0.09) / 3);
    assertEquals(0.1, gain.gain(), 1e-12);
    assertEquals(s / 2, gain.standardError(), 1e-12);
  }

  @Test
  void oneWindowProvesNothing() {
    RelativeGain gain = RelativeGain.of(new double[] {1}, new double[] {10});
    assertEquals(0.9, gain.gain(), 1e-12);
    assertFalse(gain.isAbove(0, 1));
    assertFalse(gain.isNotBelow(0, 1));
    assertFalse(RelativeGain.of(new double[0], new double[0]).isNotBelow(0, 1));
  }

  @Test
  void equalModelsHardlyEverLookBetterByTwoStandardErrors() {
    Random random = new Random(3);
    int better = 0;
    int worse = 0;
    for (int trial = 0; trial < 1000; trial++) {
      double[] one = new double[14];
      double[] other = new double[14];
      for (int i = 0; i < one.length; i++) {
        double shared = 10 + 3 * random.nextDouble();
        one[i] = shared + random.nextGaussian();
        other[i] = shared + random.nextGaussian();
      }
      RelativeGain gain = RelativeGain.of(one, other);
      better += gain.isAbove(0, 2) ? 1 : 0;
      worse += gain.isNotBelow(0, 2) ? 0 : 1;
    }
    assertTrue(better < 60, "better: " + better);
    assertTrue(worse < 60, "worse: " + worse);
  }

  @Test
  void aRealGainIsSeenThroughTheNoise() {
    Random random = new Random(5);
    double[] one = new double[14];
    double[] other = new double[14];
    for (int i = 0; i < one.length; i++) {
      double shared = 10 + 3 * random.nextDouble();
      one[i] = 0.9 * shared + 0.2 * random.nextGaussian();
      other[i] = shared + 0.2 * random.nextGaussian();
    }
    assertTrue(RelativeGain.of(one, other).isAbove(0.05, 2));
    assertFalse(RelativeGain.of(other, one).isNotBelow(0, 2));
  }
}
