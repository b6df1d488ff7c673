package io.demandforecast.forecast;

import static java.lang.Double.NaN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.series.SeriesHistory;
import io.demandforecast.series.SeriesView;
import java.util.List;
import org.junit.jupiter.api.Test;

class FallbackTest {
  private static final Forecaster SEASONAL = new SeasonalNaive("seasonal_naive", 7);

  @Test
  void theFirstThatAnswersIsTakenWithoutAReason() {
    Fallback.Answer answer =
        Fallback.of(new Naive(), new WindowMean(2)).forecast(series(1, 2, 3), 2);
    assertArrayEquals(new double[] {3, 3}, answer.forecast());
    assertEquals("naive", answer.source());
    assertEquals("", answer.reason());
  }

  @Test
  void oneLeadWithoutAFiniteNumberIsNoAnswer() {
    // Five days answer five leads of seven.
    Fallback.Answer answer =
        Fallback.of(SEASONAL, new WindowMean(2)).forecast(series(1, 2, 3, 4, 6), 7);
    assertEquals("mean_2", answer.source());
    assertEquals("seasonal_naive: no finite number", answer.reason());
    assertEquals(5, answer.forecast()[0]);
  }

  @Test
  void infinityIsNoAnswer() {
    Fallback.Answer answer = Fallback.of(new Overflow(), new Naive()).forecast(series(1), 1);
    assertEquals("naive", answer.source());
    assertEquals("overflow: no finite number", answer.reason());
  }

  @Test
  void aShortHistoryIsCountedInPeriodsWithAValue() {
    Fallback fallback = new Fallback(List.of(new Fallback.Step(new WindowMean(9), 3)));
    assertEquals("mean_9", fallback.forecast(series(1, 2, 3), 1).source());
    Fallback.Answer answer = fallback.forecast(series(1, NaN, 3), 1);
    assertEquals("known_mean", answer.source());
    assertEquals("mean_9: fewer than 3 periods with a value", answer.reason());
  }

  @Test
  void theLastResortAnswersWhereNothingIsKnown() {
    Fallback.Answer answer = Fallback.of(SEASONAL, new Naive()).forecast(series(NaN, NaN), 2);
    assertArrayEquals(new double[] {0, 0}, answer.forecast());
    assertEquals("known_mean", answer.source());
    assertEquals("seasonal_naive: no finite number; naive: no finite number", answer.reason());
  }

  private static SeriesView series(double... values) {
    return SeriesHistory.of("s", 0, values).until(values.length - 1);
  }

  private record Overflow() implements LevelForecaster {
    @Override
    public String name() {
      return "overflow";
    }

    @Override
    public double level(SeriesView known) {
      return Double.POSITIVE_INFINITY;
    }
  }
}
