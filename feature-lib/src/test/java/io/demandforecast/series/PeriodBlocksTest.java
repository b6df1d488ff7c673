package io.demandforecast.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DayOfWeek;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeriodBlocksTest {
  private final PeriodBlocks blocks = new PeriodBlocks(10);

  @Test
  void everyPeriodLiesInOneBlockOnBothSidesOfZero() {
    for (int period = -35; period < 35; period++) {
      int block = blocks.of(period);
      assertEquals(true, blocks.first(block) <= period && period <= blocks.last(block));
    }
    assertEquals(-1, blocks.of(-1));
    assertEquals(0, blocks.of(0));
    assertEquals(-10, blocks.first(-1));
    assertEquals(-1, blocks.last(-1));
  }

  @Test
  void aSpanLiesInTheBlocksItTouches() {
    assertEquals(Set.of(0, 1, 2), blocks.between(9, 20));
    assertEquals(Set.of(1), blocks.between(10, 19));
    assertEquals(Set.of(-1, 0), blocks.between(-1, 0));
    assertEquals(Set.of(), blocks.between(5, 4));
  }

  @Test
  void hoursLieInLargerBlocks() {
    assertEquals(256, PeriodBlocks.of(Frequency.daily()).size());
    assertEquals(256, PeriodBlocks.of(Frequency.weekly(DayOfWeek.FRIDAY)).size());
    assertEquals(2048, PeriodBlocks.of(Frequency.hourly()).size());
  }

  @Test
  void aBlockHasAPeriodAtLeast() {
    assertThrows(IllegalArgumentException.class, () -> new PeriodBlocks(0));
  }
}
