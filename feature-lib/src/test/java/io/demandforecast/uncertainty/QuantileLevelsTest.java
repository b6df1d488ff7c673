package io.demandforecast.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class QuantileLevelsTest {

  @Test
  void levelsKeepTheirOrder() {
    QuantileLevels levels = QuantileLevels.of(0.05, 0.5, 0.975);
    assertEquals(3, levels.count());
    assertEquals(0.975, levels.level(2));
  }

  @Test
  void levelsThatDoNotAscendBetweenZeroAndOneAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> QuantileLevels.of(0));
    assertThrows(IllegalArgumentException.class, () -> QuantileLevels.of(0.5, 1));
    assertThrows(IllegalArgumentException.class, () -> QuantileLevels.of(0.5, 0.5));
    assertThrows(IllegalArgumentException.class, () -> QuantileLevels.of(0.9, 0.1));
    assertThrows(IllegalArgumentException.class, () -> QuantileLevels.of(Double.NaN));
  }
}
