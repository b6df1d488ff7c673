package io.demandforecast.uncertainty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CountDistributionTest {

  @Test
  void zeroHasTheProbabilityOfTheNegativeBinomial() {
    double mean = 0.7;
    double dispersion = 2.5;
    double zero = Math.pow(dispersion, -mean / (dispersion - 1));
    CountDistribution counts = new CountDistribution(mean, dispersion);
    assertEquals(zero, probability(counts.score(0, 1)), 1e-12);
    assertEquals(zero / 4, probability(counts.score(0, 0.25)), 1e-12);
    assertArrayEquals(
        new double[] {0, 1}, counts.quantiles(new double[] {odds(zero - 0.01), odds(zero + 0.01)}));
  }

  @Test
  void probabilitiesAreThoseOfTheNegativeBinomial() {
    // Size 2 and odds 1/2: probability of k is (k + 1) / 2^(k + 2).
    CountDistribution counts = new CountDistribution(2, 2);
    double below = 0;
    for (int k = 0; k < 20; k++) {
      double mass = (k + 1) / Math.pow(2, k + 2);
      assertEquals(below + 0.3 * mass, probability(counts.score(k, 0.3)), 1e-12);
      below += mass;
    }
  }

  @Test
  void anOutcomeIsTheQuantileAtItsScore() {
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      double mean = Math.exp(random.nextGaussian() * 3);
      double dispersion = 1 + Math.exp(random.nextGaussian() * 2);
      CountDistribution counts = new CountDistribution(mean, dispersion);
      double actual = Math.rint(Math.abs(mean + random.nextGaussian() * Math.sqrt(mean * 2)));
      double score = counts.score(actual, 0.1 + 0.8 * random.nextDouble());
      if (Math.abs(score) < 20) {
        // Large quantities are counted in lots: the places within one differ by rounding.
        assertEquals(actual, counts.quantiles(new double[] {score})[0], actual < 4000 ? 0 : 1);
      }
    }
  }

  @Test
  void quantilesAreWholeAscendingAndNeverNegative() {
    Random random = new Random(6);
    for (int i = 0; i < 2000; i++) {
      CountDistribution counts =
          new CountDistribution(
              random.nextGaussian() * Math.exp(random.nextGaussian() * 4),
              Math.exp(random.nextGaussian() * 4));
      double[] scores = random.doubles(7).map(x -> 60 * (x - 0.5)).sorted().toArray();
      double before = 0;
      for (double quantile : counts.quantiles(scores)) {
        assertTrue(quantile >= before && quantile == Math.rint(quantile));
        before = quantile;
      }
    }
  }

  @Test
  void highOutcomesHaveNoLowerScore() {
    for (double mean : new double[] {0, 0.3, 12, 30_000}) {
      CountDistribution counts = new CountDistribution(mean, 1 + mean / 10);
      double before = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < 300; i++) {
        double score = counts.score(Math.rint(i * Math.max(1, mean / 100)), 0.5);
        assertTrue(score >= before && Double.isFinite(score));
        before = score;
      }
    }
  }

  @Test
  void lotsOfLargeQuantitiesKeepTheirMeanAndVariance() {
    CountDistribution counts = new CountDistribution(1e6, 10_000);
    double deviation = Math.sqrt(1e6 * 10_000);
    double[] quantiles = counts.quantiles(new double[] {odds(0.1587), odds(0.5), odds(0.8413)});
    assertEquals(1e6 - deviation, quantiles[0], 0.05 * deviation);
    assertEquals(1e6, quantiles[1], 0.05 * deviation);
    assertEquals(1e6 + deviation, quantiles[2], 0.05 * deviation);
  }

  @Test
  void whatIsNoNumberIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new CountDistribution(Double.NaN, 2));
    assertThrows(IllegalArgumentException.class, () -> new CountDistribution(1, 0));
    assertThrows(
        IllegalArgumentException.class, () -> new CountDistribution(1, Double.POSITIVE_INFINITY));
  }

  private static double odds(double probability) {
    return CountDistribution.logOdds(probability);
  }

  private static double probability(double score) {
    return 1 / (1 + Math.exp(-score));
  }
}
