package io.demandforecast.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.TrainingSettings.Weight;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.panel.SeriesOfPanel;
import io.demandforecast.testing.SparkTest;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class PanelStatisticsIT extends SparkTest {
  private static final Folds FOLDS = new Folds(List.of(5), 9);

  @Test
  void targetsAndValuesAreThoseKnownAtTheOriginOfEachFit() {
    PanelStatistics statistics = PanelStatistics.of(series(), FOLDS, 0, 2, 0);
    assertEquals(2, statistics.series());
    // Periods 1 to 5 but 3, and none yet; periods 1 to 9 but 3, and 8 to 9.
    assertArrayEquals(new long[] {4, 10}, statistics.targets());
    // 2 x 1 and 2 x 2 in periods 4 and 5; at 9: 2 x 3 + 2 x 3, and 5 x 10 + 5 x 10.
    assertArrayEquals(new double[] {6 / 2.0, 112 / 2.0}, statistics.value());
  }

  @Test
  void onlyTargetsYoungEnoughCount() {
    assertArrayEquals(new long[] {2, 4}, PanelStatistics.of(series(), FOLDS, 2, 2, 0).targets());
  }

  @Test
  void theShareGivesAtMostTheRowsWanted() {
    PanelStatistics statistics = PanelStatistics.of(series(), FOLDS, 0, 2, 0);
    assertEquals(1, statistics.share(0, 4));
    assertEquals(0.5, statistics.share(0, 2));
    assertEquals(0.3, statistics.share(1, 3));
  }

  @Test
  void aRowWeighsTheRootOfItsSeriesShareOfValueAndATenthAtLeast() {
    PanelStatistics statistics = PanelStatistics.of(series(), FOLDS, 0, 2, 0);
    RowWeights weights = new RowWeights(Weight.VALUE, FOLDS, 2, 0, statistics);
    assertEquals(Math.sqrt(12 / 56.0), weights.of(first(), FOLDS.originOfFit(1))[1]);
    assertEquals(Math.sqrt(100 / 56.0), weights.of(second(), FOLDS.originOfFit(1))[1]);
    assertEquals(Math.sqrt(2), weights.of(first(), FOLDS.originOfFit(0))[0]);
    assertEquals(0.1, weights.of(second(), FOLDS.originOfFit(0))[0]);
    // 2 x 1 and 2 x 2 in periods 4 and 5: what was sold after a row's origin does not weigh it.
    assertEquals(Math.sqrt(6 / 56.0), weights.of(first(), 5)[1]);
    assertEquals(100, weights.value(second(), 1));
    assertEquals(
        1,
        new RowWeights(Weight.NONE, FOLDS, 2, 0, statistics).of(second(), FOLDS.originOfFit(1))[1]);
  }

  @Test
  void aRowFromWhenTheSeriesVariedLessCountsInTheUnitsOfNow() {
    assertEquals(0.25, RowWeights.ofScale(3, 6));
    assertEquals(1, RowWeights.ofScale(6, 6));
    assertEquals(1, RowWeights.ofScale(12, 6), "no row outweighs those of today");
  }

  @Test
  void withoutAPriceAQuantityIsItsOwnValueAndReturnsAreNone() {
    PanelSeries returns =
        SeriesOfPanel.of("r", 8, new double[] {-4, 3}, new float[][] {{Float.NaN, Float.NaN}});
    assertEquals(3, returns.recentValue(9, 2, -1));
    assertEquals(0, returns.recentValue(9, 2, 0));
  }

  private JavaRDD<PanelSeries> series() {
    return JavaSparkContext.fromSparkContext(spark().sparkContext())
        .parallelize(List.of(1, 2), 2)
        .map(number -> number == 1 ? first() : second());
  }

  private static PanelSeries first() {
    return SeriesOfPanel.of(
        "a",
        0,
        new double[] {1, 1, 1, Double.NaN, 1, 2, 3, 3, 3, 3},
        new float[][] {{2, 2, 2, 2, 2, 2, 2, 2, 2, 2}});
  }

  private static PanelSeries second() {
    return SeriesOfPanel.of("b", 7, new double[] {9, 10, 10}, new float[][] {{5, 5, 5}});
  }
}
