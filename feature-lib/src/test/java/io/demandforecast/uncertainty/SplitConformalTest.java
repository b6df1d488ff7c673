package io.demandforecast.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SplitConformalTest {

  @Test
  void theRankIsTheCeilingOfTheLevelsShareOfOneMoreThanTheErrors() {
    assertEquals(10, SplitConformal.rank(19, 0.5));
    assertEquals(19, SplitConformal.rank(19, 0.95));
    assertEquals(1, SplitConformal.rank(19, 0.05));
    assertEquals(6, SplitConformal.rank(10, 0.5));
  }

  @Test
  void theRankIsClippedToTheErrorsThereAre() {
    assertEquals(3, SplitConformal.rank(3, 0.975));
    assertEquals(1, SplitConformal.rank(3, 0.001));
  }

  @Test
  void aProductThatIsWholeButForRoundingIsWhole() {
    assertTrue(100 * 0.07 > 7);
    assertEquals(7, SplitConformal.rank(99, 0.07));
  }

  @Test
  void aLevelOrNumberThatIsNoneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> SplitConformal.rank(0, 0.5));
    assertThrows(IllegalArgumentException.class, () -> SplitConformal.rank(10, 1));
  }

  @Test
  void exchangeableErrorsAreCoveredAtTheirLevels() {
    Random random = new Random(3);
    double[] levels = {0.05, 0.25, 0.5, 0.75, 0.95};
    int trials = 4000;
    int[] covered = new int[levels.length];
    for (int trial = 0; trial < trials; trial++) {
      double[] errors = random.doubles(39).map(SplitConformalTest::skewed).sorted().toArray();
      double next = skewed(random.nextDouble());
      for (int i = 0; i < levels.length; i++) {
        covered[i] +=
            next <= errors[(int) SplitConformal.rank(errors.length, levels[i]) - 1] ? 1 : 0;
      }
    }
    // With 39 errors (n + 1) q is whole, so the share is the level itself; four standard errors.
    for (int i = 0; i < levels.length; i++) {
      double tolerance = 4 * Math.sqrt(levels[i] * (1 - levels[i]) / trials);
      assertEquals(levels[i], (double) covered[i] / trials, tolerance, Arrays.toString(covered));
    }
  }

  /** A long right tail, as errors of demand have. */
  private static double skewed(double uniform) {
    return -Math.log1p(-uniform) - 1;
  }
}
