package io.demandforecast.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DrawsTest {
  private static final int MANY = 100_000;

  @Test
  void aNumberDependsOnItsPathAlone() {
    Draws root = Draws.seeded(1);
    double direct = root.of("item", 3).at(5).uniform();
    root.of("item", 2).gaussian();
    root.of("store", 3).at(5).uniform();
    assertEquals(direct, root.of("item", 3).at(5).uniform());
    assertEquals(direct, root.of("item", 3).uniformAt(5));
  }

  @Test
  void seedPurposeAndNumberEachChangeIt() {
    double one = Draws.seeded(1).of("item", 3).uniform();
    assertNotEquals(one, Draws.seeded(2).of("item", 3).uniform());
    assertNotEquals(one, Draws.seeded(1).of("store", 3).uniform());
    assertNotEquals(one, Draws.seeded(1).of("item", 4).uniform());
  }

  @Test
  void uniformNumbersFillTheUnitIntervalEvenly() {
    Draws draws = Draws.seeded(3);
    int[] tenths = new int[10];
    for (int i = 0; i < MANY; i++) {
      tenths[(int) (10 * draws.uniformAt(i))]++;
    }
    for (int count : tenths) {
      assertEquals(MANY / 10.0, count, 500);
    }
  }

  @Test
  void gaussianNumbersHaveMeanZeroAndDeviationOne() {
    Draws draws = Draws.seeded(4);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < MANY; i++) {
      double number = draws.at(i).gaussian();
      sum += number;
      squares += number * number;
    }
    assertEquals(0, sum / MANY, 0.02);
    assertEquals(1, squares / MANY, 0.03);
  }

  @Test
  void wholeNumbersReachBothEndsAndNothingElse() {
    Draws draws = Draws.seeded(5);
    boolean[] seen = new boolean[3];
    for (int i = 0; i < 100; i++) {
      seen[draws.at(i).whole(7, 9) - 7] = true;
    }
    assertTrue(seen[0] && seen[1] && seen[2]);
  }

  /** Any other machine and any other JDK has to give the same. */
  @Test
  void aKnownPathGivesAKnownNumber() {
    assertEquals(
        "0x1.0651c1ab3d39ap-1",
        Double.toHexString(Draws.seeded(42).of("item", 7).at(20_000).uniform()));
  }
}
