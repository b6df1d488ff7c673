package io.demandforecast.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegativeBinomialTest {
  private static final int LEVELS = 200_000;

  @ParameterizedTest
  @CsvSource({"0.05, 0.6", "0.3, 0.6", "2, 1.5", "12, 12", "300, 5"})
  void meanAndVarianceAreThoseAskedFor(double mean, double shape) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < LEVELS; i++) {
      double count = NegativeBinomial.quantile((i + 0.5) / LEVELS, mean, shape);
      sum += count;
      squares += count * count;
    }
    double average = sum / LEVELS;
    double variance = mean + mean * mean / shape;
    assertEquals(mean, average, 0.005 * mean);
    assertEquals(variance, squares / LEVELS - average * average, 0.01 * variance);
  }

  @Test
  void withoutDemandNothingIsSold() {
    assertEquals(0, NegativeBinomial.quantile(0.999999, 0, 0.6));
  }

  @Test
  void aLevelNextToOneEndsTheSearch() {
    int quantile = NegativeBinomial.quantile(Math.nextDown(1.0), 10, 5);
    assertEquals(100, quantile, 60);
  }
}
