package io.demandforecast.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FoldScoreTest {
  private static final double EPS = 1e-15;

  @Test
  void figuresAreThoseOfTheirDefinitions() {
    FoldScore score = new FoldScore();
    // Errors +1 and -3 of actuals 2 and 6: RMSE sqrt(5), over a scale of 2.
    score.add(new double[] {2, Double.NaN, 6}, new double[] {3, 50, 3}, 2, 3);
    // Errors +2 and 0 of actuals 0 and 4: RMSE sqrt(2), over a scale of 1.
    score.add(new double[] {0, 4, Double.NaN}, new double[] {2, 4, 9}, 1, 1);
    assertEquals(4, score.rows());
    assertEquals(6.0 / 12, score.wape(), EPS);
    assertEquals(0.0 / 12, score.bias(), EPS);
    assertEquals((3 * Math.sqrt(5) / 2 + Math.sqrt(2)) / 4, score.rmsse(), EPS);
    assertEquals(score.wape(), score.of("wape"));
    assertEquals(score.rmsse(), score.of("rmsse"));
  }

  @Test
  void biasIsAboveZeroWhereForecastsAreTooHigh() {
    FoldScore score = new FoldScore();
    score.add(new double[] {2, 2}, new double[] {3, 4}, 1, 1);
    assertEquals(0.75, score.bias(), EPS);
  }

  @Test
  void aSeriesWithoutAScaleCountsInWapeAlone() {
    FoldScore score = new FoldScore();
    score.add(new double[] {4}, new double[] {5}, Double.NaN, 7);
    score.add(new double[] {4}, new double[] {5}, 0, 7);
    assertEquals(0.25, score.wape(), EPS);
    assertTrue(Double.isNaN(score.rmsse()));
    score.add(new double[] {4}, new double[] {6}, 4, 1);
    assertEquals(0.5, score.rmsse(), EPS);
  }

  @Test
  void withoutAnActualThereIsNoFigure() {
    FoldScore score = new FoldScore();
    score.add(new double[] {Double.NaN}, new double[] {5}, 1, 1);
    assertEquals(0, score.rows());
    assertTrue(Double.isNaN(score.wape()));
    assertTrue(Double.isNaN(score.bias()));
    assertTrue(Double.isNaN(score.rmsse()));
  }

  @Test
  void twoScoresMergeIntoOneOfAll() {
    FoldScore one = new FoldScore();
    one.add(new double[] {2}, new double[] {3}, 1, 1);
    FoldScore two = new FoldScore();
    two.add(new double[] {8}, new double[] {5}, 2, 3);
    FoldScore both = new FoldScore();
    both.add(new double[] {2}, new double[] {3}, 1, 1);
    both.add(new double[] {8}, new double[] {5}, 2, 3);
    one.merge(two);
    assertEquals(both.rmsse(), one.rmsse());
    assertEquals(both.wape(), one.wape());
    assertEquals(both.bias(), one.bias());
    assertEquals(2, one.rows());
  }
}
