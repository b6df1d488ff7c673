package io.demandforecast.uncertainty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.forecast.Support;
import org.junit.jupiter.api.Test;

class ScaledDistributionTest {

  @Test
  void aScoreIsTheErrorInUnitsOfTheScale() {
    ScaledDistribution around = new ScaledDistribution(10, 4, Support.REAL);
    assertEquals(-1.5, around.score(4, 0.7));
    assertArrayEquals(new double[] {-2, 10, 12}, around.quantiles(new double[] {-3, 0, 0.5}));
  }

  @Test
  void whereDemandIsNeverBelowZeroNeitherAreQuantiles() {
    assertArrayEquals(
        new double[] {0, 12},
        new ScaledDistribution(10, 4, Support.NON_NEGATIVE).quantiles(new double[] {-3, 0.5}));
  }

  @Test
  void whatIsNoNumberIsRefused() {
    for (double scale : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(
          IllegalArgumentException.class, () -> new ScaledDistribution(1, scale, Support.REAL));
    }
    assertThrows(
        IllegalArgumentException.class, () -> new ScaledDistribution(Double.NaN, 1, Support.REAL));
  }
}
