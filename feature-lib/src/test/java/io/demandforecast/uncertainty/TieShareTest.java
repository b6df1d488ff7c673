package io.demandforecast.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class TieShareTest {

  @Test
  void sharesAreSpreadEvenly() {
    int[] tenths = new int[10];
    for (int series = 0; series < 100; series++) {
      for (int period = 0; period < 1000; period++) {
        tenths[(int) (10 * TieShare.of("s" + series, period, 1))]++;
      }
    }
    for (int tenth : tenths) {
      assertEquals(10_000, tenth, 400);
    }
  }

  @Test
  void aShareHangsOnSeriesPeriodAndPeriods() {
    double share = TieShare.of("a|b", 19_000, 1);
    assertEquals(share, TieShare.of("a|b", 19_000, 1));
    assertNotEquals(share, TieShare.of("a|c", 19_000, 1));
    assertNotEquals(share, TieShare.of("a|b", 19_001, 1));
    assertNotEquals(share, TieShare.of("a|b", 19_000, 7));
  }
}
