package io.demandforecast.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SupportTest {

  @Test
  void countsAreCutAtZero() {
    assertEquals(0.0, Support.NON_NEGATIVE.clip(-3));
    assertEquals(0.0, Support.NON_NEGATIVE.clip(-0.0));
    assertEquals(2.5, Support.NON_NEGATIVE.clip(2.5));
  }

  @Test
  void anyNumberStaysAsItIs() {
    assertEquals(-3, Support.REAL.clip(-3));
  }

  @Test
  void whatIsNoNumberIsNotHidden() {
    assertEquals(Double.NaN, Support.NON_NEGATIVE.clip(Double.NaN));
    assertEquals(Double.NaN, Support.REAL.clip(Double.NaN));
  }
}
