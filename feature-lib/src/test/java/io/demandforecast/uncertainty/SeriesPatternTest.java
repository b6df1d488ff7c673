package io.demandforecast.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.forecast.Support;
import io.demandforecast.series.SeriesHistory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesPatternTest {
  private static final int WINDOW = 182;

  @Test
  void wholeQuantitiesAreCounts() {
    assertEquals(DemandKind.COUNT, kind(Support.NON_NEGATIVE, 0, 3, Double.NaN, 12));
    assertEquals(DemandKind.COUNT, kind(Support.NON_NEGATIVE, 0, 0));
    assertEquals(DemandKind.COUNT, kind(Support.NON_NEGATIVE));
  }

  @Test
  void fractionsAndNegativesAreNot() {
    assertEquals(DemandKind.REAL, kind(Support.NON_NEGATIVE, 0, 3, 2.5));
    assertEquals(DemandKind.REAL, kind(Support.NON_NEGATIVE, 0, 3, -1));
    assertEquals(DemandKind.REAL, kind(Support.REAL, 0, 3, 1));
  }

  @Test
  void oneFractionInAHundredIsAnOddity() {
    double[] values = new double[100];
    Arrays.fill(values, 2);
    values[40] = 2.5;
    assertEquals(DemandKind.COUNT, kind(Support.NON_NEGATIVE, values));
    values[41] = 2.5;
    assertEquals(DemandKind.REAL, kind(Support.NON_NEGATIVE, values));
  }

  @Test
  void zerosDoNotHideThatQuantitiesAreFractions() {
    double[] values = new double[1000];
    values[10] = 0.25;
    assertEquals(DemandKind.REAL, kind(Support.NON_NEGATIVE, values));
  }

  @Test
  void dispersionIsTheRatioOfVarianceToMeanWeighedAgainstTheUsual() {
    double[] values = new double[112];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 2 == 0 ? 20 : 0;
    }
    // Mean 10, variance 100: a ratio of 10, seen in 112 periods; 30 of the usual 1.3 + 0.1 x 10.
    assertEquals((112 * 10 + 30 * 2.3) / 142, dispersion(values), 1e-12);
  }

  @Test
  void dispersionOfAShortSeriesIsTheUsualOne() {
    assertEquals(1.3, dispersion(), 1e-12);
    assertEquals(1.3, dispersion(0, 0, Double.NaN), 1e-12);
    assertEquals((1 * 0 + 30 * 1.6) / 31, dispersion(0, 0, 0, 3), 1e-12);
  }

  @Test
  void whatWasBeforeTheFirstSaleDoesNotCount() {
    double[] late = new double[60];
    double[] early = new double[20];
    Random random = new Random(1);
    for (int i = 0; i < early.length; i++) {
      early[i] = 1 + random.nextInt(9);
      late[40 + i] = early[i];
    }
    assertEquals(dispersion(early), dispersion(late), 1e-12);
  }

  @Test
  void whatComesAfterTheOriginDoesNotMatter() {
    Random random = new Random(4);
    double[] values = random.doubles(300).map(x -> Math.rint(9 * x * x)).toArray();
    double[] poisoned = values.clone();
    Arrays.fill(poisoned, 200, 300, -1e9 + 0.5);
    assertEquals(pattern(values, 199), pattern(poisoned, 199));
    assertTrue(!pattern(values, 220).equals(pattern(poisoned, 220)));
  }

  private static SeriesPattern pattern(double[] values, int origin) {
    return SeriesPattern.of(
        SeriesHistory.of("s", 0, values).until(origin), 1, Support.NON_NEGATIVE, WINDOW);
  }

  private static DemandKind kind(Support support, double... values) {
    return DemandKind.of(SeriesHistory.of("s", 0, values).until(values.length - 1), support);
  }

  private static double dispersion(double... values) {
    return Dispersion.of(SeriesHistory.of("s", 0, values).until(values.length - 1));
  }
}
