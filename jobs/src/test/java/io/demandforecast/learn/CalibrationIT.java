package io.demandforecast.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.forecast.Fallback;
import io.demandforecast.panel.OrderedPanel;
import io.demandforecast.panel.PanelReader;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.uncertainty.CalibratedQuantiles;
import io.demandforecast.uncertainty.DemandClass;
import io.demandforecast.uncertainty.DemandKind;
import io.demandforecast.uncertainty.ForecastTarget;
import io.demandforecast.uncertainty.SeriesPattern;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationIT extends SparkTest {
  private static final int PERIODS = 90;
  private static final SeriesPattern PATTERN =
      new SeriesPattern(DemandKind.COUNT, DemandClass.SMOOTH, 2, 1.4);

  private final HandMadePanel panel = new HandMadePanel();
  private final TrainingPlan plan = panel.trainingPlan();

  @Test
  void quantilesAreTheSameInAnyPartitions() {
    String one = calibrated(1, HandMadePanel.last(PERIODS) + 1).toText();
    assertEquals(one, calibrated(5, HandMadePanel.last(PERIODS) + 1).toText());
    assertTrue(one.contains("count "));
  }

  @Test
  void whatComesAfterTheOutcomesDoesNotMatter() {
    int finalOrigin = HandMadePanel.last(PERIODS) - 7;
    assertEquals(
        calibrated(2, HandMadePanel.last(PERIODS) + 1).toText(),
        calibrated(2, finalOrigin + 1).toText());
  }

  @Test
  void everyForecastOfTheFoldsCountsOnce() {
    CalibratedQuantiles quantiles = calibrated(2, HandMadePanel.last(PERIODS) + 1);
    // 8 series, 2 folds, 7 leads, of which the widest pool has all.
    assertEquals(112, quantiles.periods().errors(ForecastTarget.period(PATTERN, 1e6, 1)));
    assertEquals(16, quantiles.totals().errors(new ForecastTarget(PATTERN, 1e6, 7, 7)));
  }

  /** Of folds that end a horizon before the panel does. */
  private CalibratedQuantiles calibrated(int partitions, int poisonFrom) {
    int finalOrigin = HandMadePanel.last(PERIODS) - 7;
    Folds folds = new Folds(List.of(finalOrigin - 14, finalOrigin - 7), finalOrigin);
    Fallback naive = Fallback.of(plan.baselines().get(0));
    try (OrderedPanel ordered =
        new PanelReader(panel.config(), panel.plan())
            .ordered(panel.rows(spark(), PERIODS, poisonFrom), partitions)) {
      return new CrossValidation(folds, 7, null, plan.seasonalNaive())
          .outcomes(ordered.series(), List.of(naive, naive), plan.calibration())
          .quantiles();
    }
  }
}
