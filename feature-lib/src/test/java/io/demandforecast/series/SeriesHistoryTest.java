package io.demandforecast.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SeriesHistoryTest {
  private static final SeriesHistory SERIES = SeriesHistory.of("s", 10, 1, Double.NaN, 3);

  @Test
  void periodsAreSlotsFromTheFirst() {
    assertEquals(3, SERIES.length());
    assertEquals(12, SERIES.lastPeriod());
    assertEquals(1, SERIES.actual(10));
    assertEquals(3, SERIES.actual(12));
  }

  @Test
  void anActualOutsideTheHistoryOrInAGapIsMissing() {
    assertEquals(Double.NaN, SERIES.actual(9));
    assertEquals(Double.NaN, SERIES.actual(11));
    assertEquals(Double.NaN, SERIES.actual(13));
  }

  @Test
  void noViewClaimsToKnowWhatTheHistoryDoesNot() {
    IllegalArgumentException problem =
        assertThrows(IllegalArgumentException.class, () -> SERIES.until(13));

    assertTrue(problem.getMessage().contains("13"));
    assertTrue(problem.getMessage().contains("12"));
  }

  @Test
  void aViewBeforeTheFirstPeriodKnowsNothing() {
    SeriesView known = SERIES.until(5);

    assertEquals(0, known.length());
    assertEquals(Double.NaN, known.value(0));
    assertEquals(0, known.count(7, 0));
    assertEquals(Double.NaN, known.mean(7));
    assertEquals(Double.NaN, known.deviation(7));
    assertEquals(Double.NaN, known.zeroShare(7));
    assertEquals(Double.NaN, known.maximum(7));
    assertEquals(Double.NaN, known.minimum(7));
    assertEquals(Double.NaN, known.slope(7));
    assertEquals(Double.NaN, known.exponentialMean(0.5));
    assertEquals(Double.NaN, known.differenceScale());
    assertEquals(Double.NaN, known.rootMeanSquare());
    assertEquals(0, known.sinceDemand());
    assertEquals(-1, known.sinceFirstDemand());
  }
}
