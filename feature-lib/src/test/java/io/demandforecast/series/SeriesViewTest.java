package io.demandforecast.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesViewTest {
  private static final double GAP = Double.NaN;
  private static final SeriesHistory SERIES = SeriesHistory.of("s", 0, 0, 4, GAP, 2, 0, 6, 99);

  @Test
  void nothingAfterTheOriginCanBeAskedFor() {
    SeriesView known = SERIES.until(5);

    assertThrows(IllegalArgumentException.class, () -> known.value(-1));
    assertThrows(IllegalArgumentException.class, () -> known.covariate(0, -1));
    assertThrows(IllegalArgumentException.class, () -> known.count(3, -1));
    assertThrows(IllegalArgumentException.class, () -> known.sum(3, -1));
    assertThrows(IllegalArgumentException.class, () -> known.mean(3, -1));
  }

  @Test
  void valuesAreCountedBackFromTheOrigin() {
    SeriesView known = SERIES.until(5);

    assertEquals(6, known.value(0));
    assertEquals(GAP, known.value(3));
    assertEquals(0, known.value(5));
    assertEquals(GAP, known.value(6));
  }

  @Test
  void figuresLeaveGapsOut() {
    SeriesView known = SERIES.until(5);

    assertEquals(3, known.count(4, 0));
    assertEquals(8, known.sum(4, 0));
    assertEquals(3, known.mean(2));
    assertEquals(3, known.mean(3, 2), "of 4, a gap and 2");
    assertEquals(1.0 / 3, known.zeroShare(4), 1e-12);
    assertEquals(3, known.deviation(2), 1e-12);
  }

  @Test
  void rollingFiguresEqualThoseComputedDirectly() {
    Random random = new Random(3);
    double[] values =
        IntStream.range(0, 400)
            .mapToDouble(i -> random.nextInt(6) == 0 ? GAP : random.nextInt(9) - 2)
            .toArray();
    SeriesHistory series = SeriesHistory.of("s", 0, values);
    for (int origin = 0; origin < values.length; origin += 7) {
      for (int window : new int[] {1, 2, 28, 1000}) {
        double[] known =
            Arrays.stream(values, Math.max(0, origin + 1 - window), origin + 1)
                .filter(value -> !Double.isNaN(value))
                .toArray();
        SeriesView view = series.until(origin);
        double mean = Arrays.stream(known).average().orElse(GAP);
        double variance =
            Arrays.stream(known).map(v -> (v - mean) * (v - mean)).average().orElse(GAP);
        double zeros = Arrays.stream(known).map(v -> v == 0 ? 1 : 0).average().orElse(GAP);
        assertEquals(known.length, view.count(window, 0));
        assertEquals(mean, view.mean(window), 1e-9);
        assertEquals(Math.sqrt(variance), view.deviation(window), 1e-6);
        assertEquals(zeros, view.zeroShare(window), 1e-12);
        assertEquals(Arrays.stream(known).max().orElse(GAP), view.maximum(window));
        assertEquals(Arrays.stream(known).min().orElse(GAP), view.minimum(window));
      }
    }
  }

  @Test
  void theScaleStartsAtTheFirstDemandAndBridgesGaps() {
    assertEquals(
        Math.sqrt((4 + 4 + 36) / 3.0), SERIES.until(5).differenceScale(), 1e-12, "4 2 0 6");
    assertEquals(3, SERIES.until(5).differences());
    assertEquals(GAP, SERIES.until(1).differenceScale(), "one value alone");
  }

  @Test
  void theLevelIsTheRootMeanSquareOfAllThatIsKnown() {
    assertEquals(Math.sqrt((16 + 4 + 36) / 5.0), SERIES.until(5).rootMeanSquare(), 1e-12);
  }

  @Test
  void demandIsCountedFromItsLastAndItsFirst() {
    assertEquals(1, SERIES.until(4).sinceDemand());
    assertEquals(0, SERIES.until(5).sinceDemand());
    assertEquals(1, SERIES.until(0).sinceDemand(), "none yet: the length");
    assertEquals(-1, SERIES.until(0).sinceFirstDemand());
    assertEquals(4, SERIES.until(5).sinceFirstDemand());
  }

  @Test
  void exponentialMeansOfSeveralRatesDoNotMix() {
    SeriesView known = SeriesHistory.of("s", 0, 8, 0).until(1);

    assertEquals(4, known.exponentialMean(0.5));
    assertEquals(6, known.exponentialMean(0.25));
    assertEquals(4, known.exponentialMean(0.5));
  }

  @Test
  void aCovariatesMeanEndsWithTheOriginAndMayBeginBeforeTheSeries() {
    SeriesHistory series =
        new SeriesHistory(
            "s",
            10,
            new double[] {1, 1, 1},
            new PeriodValues[] {new PeriodValues(8, new float[] {6, Float.NaN, 3, 9, 100, 100})},
            new String[0],
            List.of());

    assertEquals(6, series.until(11).covariateMean(0, 2));
    assertEquals(6, series.until(11).covariateMean(0, Integer.MAX_VALUE));
    assertEquals(3, series.until(10).covariateMean(0, 2));
    assertEquals(GAP, series.until(3).covariateMean(0, 2));
  }

  @Test
  void aGroupIsSeenAtTheSameOrigin() {
    SeriesHistory group = SeriesHistory.of("g", 5, 1, 2, 3, 4, 5, 6, 7, 8);
    SeriesHistory series =
        new SeriesHistory(
            "s",
            8,
            new double[] {1, 1},
            new PeriodValues[0],
            new String[] {"blue"},
            Arrays.asList(group, null));
    SeriesView known = series.until(9);

    assertEquals(5, known.group(0).value(0));
    assertEquals(9, known.group(0).origin());
    assertNull(known.group(1));
    assertEquals("blue", known.attribute(0));
  }
}
