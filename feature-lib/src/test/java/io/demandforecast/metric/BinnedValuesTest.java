package io.demandforecast.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BinnedValuesTest {
  @Test
  void binsHoldAboutEquallyMany() {
    float[] values = new float[100];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 37) % 100;
    }
    BinnedValues binned = BinnedValues.of(values, 4);
    assertEquals(List.of(25f, 50f, 75f), binned.edges());
    assertEquals(List.of(26L, 25L, 25L, 24L, 0L), binned.counts());
    assertEquals(0, binned.bin(-5));
    assertEquals(0, binned.bin(25));
    assertEquals(3, binned.bin(75.5f));
    assertEquals(4, binned.bin(Float.NaN));
  }

  @Test
  void valuesThatRepeatAndMissingOnesHaveBinsOfTheirOwn() {
    BinnedValues flags = BinnedValues.of(new float[] {0, 0, 0, 0, 0, 0, 0, 1, 1, Float.NaN}, 10);
    assertEquals(List.of(0f), flags.edges());
    assertEquals(List.of(7L, 2L, 1L), flags.counts());
    assertEquals(List.of(3L, 0L), BinnedValues.of(new float[] {5, 5, 5}, 10).counts());
    assertEquals(List.of(0L, 2L), BinnedValues.of(new float[] {Float.NaN, Float.NaN}, 10).counts());
  }

  @Test
  void theIndexIsZeroForEqualSharesAndAsDefinedElse() {
    BinnedValues halves = new BinnedValues(List.of(1f), List.of(500_000L, 500_000L, 0L));
    assertEquals(0, halves.stability(new long[] {500_000, 500_000, 0}), 1e-12);
    // (0.75 - 0.5) ln 1.5 + (0.25 - 0.5) ln 0.5
    assertEquals(0.2747, halves.stability(new long[] {750_000, 250_000, 0}), 1e-3);
    assertThrows(IllegalArgumentException.class, () -> halves.stability(new long[2]));
  }

  @Test
  void chanceIsHardlyEverExceededByTheSameDistributionAndAlwaysByAnother() {
    Random random = new Random(11);
    BinnedValues reference = BinnedValues.of(normal(random, 10_000, 0), 10);
    int exceeded = 0;
    for (int night = 0; night < 1000; night++) {
      exceeded += index(reference, normal(random, 500, 0)) > reference.chance(500, 4) ? 1 : 0;
    }
    assertTrue(exceeded <= 5, "exceeded " + exceeded);
    assertTrue(index(reference, normal(random, 500, 0.5)) > reference.chance(500, 4));
  }

  private static double index(BinnedValues reference, float[] values) {
    long[] counts = new long[reference.bins()];
    for (float value : values) {
      counts[reference.bin(value)]++;
    }
    return reference.stability(counts);
  }

  private static float[] normal(Random random, int count, double mean) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (mean + random.nextGaussian());
    }
    return values;
  }
}
