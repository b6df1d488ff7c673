package io.demandforecast.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RatioOfSumsTest {
  @Test
  void againstEqualDenominatorsItIsAMeanWithItsStandardError() {
    RatioOfSums ratio = RatioOfSums.of(new double[] {1, 2, 3, 4}, new double[] {10, 10, 10, 10});
    assertEquals(0.25, ratio.value(), 1e-12);
    assertEquals(Math.sqrt(5.0 / 3 / 4) / 10, ratio.standardError(), 1e-12);
    assertTrue(Double.isNaN(RatioOfSums.of(new double[] {1}, new double[] {2}).standardError()));
    assertTrue(Double.isNaN(RatioOfSums.of(new double[2], new double[2]).value()));
  }

  @Test
  void theErrorOfAQuotientIsWhatTrialsShow() {
    Random random = new Random(2);
    int outside = 0;
    for (int trial = 0; trial < 1000; trial++) {
      RatioOfSums quotient = sample(random, 28).over(sample(random, 84));
      outside += Math.abs(quotient.value() - 1) > 2 * quotient.standardError() ? 1 : 0;
    }
    assertTrue(outside > 20 && outside < 100, "outside " + outside);
  }

  private static RatioOfSums sample(Random random, int windows) {
    double[] errors = new double[windows];
    double[] actuals = new double[windows];
    for (int i = 0; i < windows; i++) {
      actuals[i] = 100 + 10 * random.nextGaussian();
      errors[i] = 0.3 * actuals[i] + 5 * random.nextGaussian();
    }
    return RatioOfSums.of(errors, actuals);
  }
}
