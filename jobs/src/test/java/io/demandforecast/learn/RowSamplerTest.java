package io.demandforecast.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.forecast.LeadBuckets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowSamplerTest {
  private static final LeadBuckets BUCKETS = new LeadBuckets(List.of(7, 28));
  private final RowSampler sampler = new RowSampler(7, BUCKETS);

  @Test
  void theSameSeriesAndPeriodDrawTheSameWhoeverAsks() {
    RowSampler other = new RowSampler(7, BUCKETS);
    for (int period = 19000; period < 19100; period++) {
      assertEquals(sampler.draw(number("a|b"), period), other.draw(number("a|b"), period));
      assertEquals(sampler.lead(number("a|b"), period, 1), other.lead(number("a|b"), period, 1));
    }
  }

  @Test
  void aSeriesNumberHangsOnEveryByteOfItsId() {
    // FNV-1a of the empty text, finished by SplitMix64 (offset basis plus the golden gamma).
    assertEquals(0xC3817C016BA4FF30L, RowSampler.number(""));
    Set<Long> numbers = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      numbers.add(RowSampler.number("store_" + i % 100 + "|item_" + i / 100));
    }
    assertEquals(10_000, numbers.size());
  }

  @Test
  void aDrawIsUniform() {
    int[] tenths = new int[10];
    for (int series = 0; series < 100; series++) {
      for (int period = 0; period < 1000; period++) {
        double draw = sampler.draw(number("s" + series), period);
        assertTrue(draw >= 0 && draw < 1);
        tenths[(int) (draw * 10)]++;
      }
    }
    requireUniform(tenths, 10_000);
  }

  @Test
  void everyLeadOfABucketIsAsLikelyAsTheOthers() {
    int[] first = new int[7];
    int[] second = new int[21];
    for (int series = 0; series < 100; series++) {
      for (int period = 0; period < 2100; period++) {
        first[sampler.lead(number("s" + series), period, 0) - 1]++;
        second[sampler.lead(number("s" + series), period, 1) - 8]++;
      }
    }
    requireUniform(first, 30_000);
    requireUniform(second, 10_000);
  }

  @Test
  void theLeadSaysNothingOfTheDraw() {
    double[] sum = new double[7];
    int[] count = new int[7];
    for (int period = 0; period < 70_000; period++) {
      int lead = sampler.lead(number("a"), period, 0);
      sum[lead - 1] += sampler.draw(number("a"), period);
      count[lead - 1]++;
    }
    for (int i = 0; i < 7; i++) {
      // Standard error of a mean of 10,000 draws: 0.0029.
      assertEquals(0.5, sum[i] / count[i], 0.015);
    }
  }

  @Test
  void anotherSeedDrawsOtherRows() {
    RowSampler other = new RowSampler(8, BUCKETS);
    int same = 0;
    for (int period = 0; period < 1000; period++) {
      boolean one = sampler.draw(number("a"), period) < 0.5;
      same += one == other.draw(number("a"), period) < 0.5 ? 1 : 0;
    }
    assertEquals(500, same, 100);
  }

  private static long number(String id) {
    return RowSampler.number(id);
  }

  /** Within six standard deviations of a binomial count. */
  private static void requireUniform(int[] counts, int expected) {
    for (int count : counts) {
      assertEquals(expected, count, 6 * Math.sqrt(expected));
    }
  }
}
