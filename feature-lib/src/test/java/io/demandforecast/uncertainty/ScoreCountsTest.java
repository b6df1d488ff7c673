package io.demandforecast.uncertainty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreCountsTest {
  private static final QuantileLevels LEVELS = QuantileLevels.of(0.005, 0.25, 0.5, 0.75, 0.995);

  @Test
  void thePointsOfTheGridLieCloseToScores() {
    Random random = new Random(1);
    assertEquals(0, ScoreGrid.score(ScoreGrid.point(0)));
    for (int i = 0; i < 5000; i++) {
      double score = random.nextGaussian() * Math.exp(random.nextGaussian() * 4);
      double nearest = ScoreGrid.score(ScoreGrid.point(score));
      assertEquals(score, nearest, 0.0003 + 0.0026 * Math.abs(score));
    }
    assertTrue(Double.isFinite(ScoreGrid.score(ScoreGrid.point(-1e300))));
  }

  @Test
  void scoresStandAtTheFiniteSampleRanks() {
    double[] scores = new Random(2).doubles(999).map(x -> 8 * x - 4).sorted().toArray();
    ScoreCounts counts = new ScoreCounts();
    Arrays.stream(scores).forEach(counts::add);
    double[] found = counts.scores(LEVELS);
    for (int i = 0; i < found.length; i++) {
      double expected = scores[(int) SplitConformal.rank(999, LEVELS.level(i)) - 1];
      assertEquals(ScoreGrid.score(ScoreGrid.point(expected)), found[i]);
    }
  }

  @Test
  void partsAddUpInAnyOrder() {
    Random random = new Random(3);
    ScoreCounts all = new ScoreCounts();
    ScoreCounts[] parts = {new ScoreCounts(), new ScoreCounts(), new ScoreCounts()};
    for (int i = 0; i < 3000; i++) {
      double score = Math.tan(3 * (random.nextDouble() - 0.5));
      all.add(score);
      parts[random.nextInt(3)].add(score);
    }
    ScoreCounts joined = new ScoreCounts();
    for (int part = 2; part >= 0; part--) {
      joined.add(parts[part]);
    }
    assertEquals(all.total(), joined.total());
    assertArrayEquals(all.scores(LEVELS), joined.scores(LEVELS));
  }

  @Test
  void withoutAScoreThereIsNoRank() {
    assertThrows(IllegalArgumentException.class, () -> new ScoreCounts().scores(LEVELS));
  }
}
