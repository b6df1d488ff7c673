package io.demandforecast.metric;

import static java.lang.Double.NaN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class QuantileSumsTest {
  private static final double ROUNDING = 1e-12;

  @Test
  void pinballWeighsUnderAndOverBySides() {
    assertEquals(0.9 * 4, QuantileSums.pinball(0.9, 10, 6), ROUNDING);
    assertEquals(0.1 * 4, QuantileSums.pinball(0.9, 6, 10), ROUNDING);
    assertEquals(0, QuantileSums.pinball(0.9, 6, 6), ROUNDING);
    assertEquals(NaN, QuantileSums.pinball(0.9, NaN, 6));
  }

  @Test
  void sumsGiveMeanLossAndShareBelow() {
    QuantileSums sums = new QuantileSums(0.8);
    sums.add(10, 6);
    sums.add(6, 10);
    sums.add(3, 3);
    sums.add(NaN, 5);
    sums.add(5, NaN);
    assertEquals(3, sums.count());
    assertEquals(1, sums.unanswered());
    assertEquals((0.8 * 4 + 0.2 * 4) / 3, sums.pinball(), ROUNDING);
    assertEquals(2.0 / 3, sums.coverage(), ROUNDING);
    assertEquals(1.0 / 3, sums.shareBelow(), ROUNDING);
  }

  @Test
  void sumsMadeApartMergeIntoThoseMadeTogether() {
    QuantileSums one = new QuantileSums(0.5);
    one.add(1, 2);
    QuantileSums other = new QuantileSums(0.5);
    other.add(4, 2);
    other.add(4, NaN);
    one.merge(other);
    assertEquals(2, one.count());
    assertEquals(1, one.unanswered());
    assertEquals(0.75, one.pinball(), ROUNDING);
    assertEquals(0.5, one.coverage(), ROUNDING);
    assertEquals(0.5, one.shareBelow(), ROUNDING);
  }

  @Test
  void sumsOfOtherLevelsDoNotMerge() {
    QuantileSums one = new QuantileSums(0.5);
    assertThrows(IllegalArgumentException.class, () -> one.merge(new QuantileSums(0.6)));
  }

  @Test
  void withoutAPairNothingIsDefined() {
    assertEquals(NaN, new QuantileSums(0.5).pinball());
    assertEquals(NaN, new QuantileSums(0.5).coverage());
    assertEquals(NaN, new QuantileSums(0.5).shareBelow());
  }

  @Test
  void aLevelThatIsNoneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new QuantileSums(0));
    assertThrows(IllegalArgumentException.class, () -> QuantileSums.pinball(1, 1, 1));
  }
}
