package io.demandforecast.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.series.SeriesHistory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SeriesScaleTest {
  private static final double GAP = Double.NaN;

  @Test
  void theScaleIsTheRootMeanSquaredDifferenceSinceTheFirstDemand() {
    SeriesHistory series = SeriesHistory.of("s", 0, 0, 0, 0, 1, 3, 1, 3, 1, 3, 1, 1000);

    assertEquals(2, SeriesScale.of(series.until(9)), 1e-12);
  }

  @Test
  void fewDifferencesGiveWayToTheLevel() {
    assertEquals(5, SeriesScale.of(SeriesHistory.of("s", 0, 7, 1).until(1)), 1e-12);
    assertEquals(4, SeriesScale.of(SeriesHistory.of("s", 0, GAP, -4, GAP).until(2)), 1e-12);
  }

  @Test
  void aSeriesThatHardlyMovesIsNotBlownUp() {
    double[] values = new double[100];
    Arrays.fill(values, 10);
    assertEquals(0.5, SeriesScale.of(SeriesHistory.of("s", 0, values).until(99)), 1e-12);
  }

  @Test
  void nothingKnownNothingSoldAndTheExtremesHaveAUsableScale() {
    for (SeriesHistory series :
        new SeriesHistory[] {
          SeriesHistory.of("empty", 0, GAP, GAP),
          SeriesHistory.of("zeros", 0, 0, 0, 0, 0, 0, 0, 0, 0),
          SeriesHistory.of("huge", 0, 1e300, -1e300, 1e300),
          SeriesHistory.of("tiny", 0, 1e-300, 1e-300)
        }) {
      double scale = SeriesScale.of(series.until(series.lastPeriod()));
      assertTrue(scale > 0 && Double.isFinite(scale), series.id());
    }
    assertEquals(1, SeriesScale.of(SeriesHistory.of("later", 10, 5).until(3)));
  }
}
