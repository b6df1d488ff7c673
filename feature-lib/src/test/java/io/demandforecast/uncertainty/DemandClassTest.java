package io.demandforecast.uncertainty;

import static java.lang.Double.NaN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.series.SeriesHistory;
import io.demandforecast.series.SeriesView;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DemandClassTest {
  private static final int ALL = 1000;

  @Test
  void demandThatIsFrequentAndOfLikeSizeIsSmooth() {
    assertEquals(DemandClass.SMOOTH, DemandClass.of(series(4, 5, 4, 6), ALL));
  }

  @Test
  void demandThatIsSeldomAndOfLikeSizeIsIntermittent() {
    assertEquals(DemandClass.INTERMITTENT, DemandClass.of(series(4, 0, 0, 5, 0, 4), ALL));
  }

  @Test
  void demandThatIsFrequentAndOfVariedSizeIsErratic() {
    // Mean 4, population variance 27: 27 / 16 is above 0.49.
    assertEquals(DemandClass.ERRATIC, DemandClass.of(series(1, 1, 13, 1), ALL));
  }

  @Test
  void demandThatIsSeldomAndOfVariedSizeIsLumpy() {
    assertEquals(DemandClass.LUMPY, DemandClass.of(series(1, 0, 1, 0, 13, 0, 1), ALL));
  }

  @Test
  void theCutsBelongToTheSeldomAndTheVaried() {
    double[] seldom = new double[33];
    Arrays.fill(seldom, 0, 25, 2); // 33 / 25 = 1.32
    assertEquals(DemandClass.INTERMITTENT, DemandClass.of(series(seldom), ALL));
    seldom[25] = 2;
    assertEquals(DemandClass.SMOOTH, DemandClass.of(series(seldom), ALL));
    // Mean 10, variance 49: 49 / 100 = 0.49.
    assertEquals(DemandClass.ERRATIC, DemandClass.of(series(3, 17), ALL));
    assertEquals(DemandClass.SMOOTH, DemandClass.of(series(4, 16), ALL));
  }

  @Test
  void missingPeriodsMakeDemandNoSeldomer() {
    assertEquals(DemandClass.SMOOTH, DemandClass.of(series(4, NaN, NaN, 5, NaN, 4), ALL));
  }

  @Test
  void onlyTheWindowCounts() {
    SeriesView known = series(0, 0, 0, 0, 0, 4, 5, 4);
    assertEquals(DemandClass.INTERMITTENT, DemandClass.of(known, ALL));
    assertEquals(DemandClass.SMOOTH, DemandClass.of(known, 3));
  }

  @Test
  void aSeriesWithoutDemandIsIntermittent() {
    assertEquals(DemandClass.INTERMITTENT, DemandClass.of(series(0, 0), ALL));
    assertEquals(DemandClass.INTERMITTENT, DemandClass.of(series(NaN), ALL));
    assertEquals(DemandClass.INTERMITTENT, DemandClass.of(series(-1, -2), ALL));
  }

  @Test
  void whatComesAfterTheOriginChangesNothing() {
    SeriesHistory one = SeriesHistory.of("s", 0, 4, 5, 4, 0, 0, 0, 0);
    SeriesHistory other = SeriesHistory.of("s", 0, 4, 5, 4, 900, NaN, 1, 1);
    assertEquals(DemandClass.of(one.until(2), ALL), DemandClass.of(other.until(2), ALL));
  }

  @Test
  void aWindowBelowOneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> DemandClass.of(series(1), 0));
  }

  private static SeriesView series(double... values) {
    return SeriesHistory.of("s", 0, values).until(values.length - 1);
  }
}
