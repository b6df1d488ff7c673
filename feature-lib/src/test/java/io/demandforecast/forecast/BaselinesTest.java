package io.demandforecast.forecast;

import static java.lang.Double.NaN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.series.SeriesHistory;
import io.demandforecast.series.SeriesView;
import org.junit.jupiter.api.Test;

class BaselinesTest {
  private static final double EXACT = 0;
  private static final double ROUNDING = 1e-12;

  @Test
  void naiveIsTheLastKnownValue() {
    assertArrayEquals(new double[] {5, 5}, new Naive().forecast(series(3, 5, NaN), 2), EXACT);
  }

  @Test
  void naiveHasNoAnswerWithoutAValue() {
    assertArrayEquals(new double[] {NaN, NaN}, new Naive().forecast(series(NaN, NaN), 2), EXACT);
  }

  @Test
  void seasonalNaiveRepeatsTheLastSeason() {
    SeriesView known = series(9, 9, 9, 1, 2, 3);
    assertArrayEquals(
        new double[] {1, 2, 3, 1, 2},
        new SeasonalNaive("seasonal_naive", 3).forecast(known, 5),
        EXACT);
  }

  @Test
  void seasonalNaiveGoesBackWholeSeasonsUntilAValueIsKnown() {
    SeriesView known = series(7, 8, NaN, 4, NaN, NaN, NaN, 2, NaN);
    assertArrayEquals(
        new double[] {4, 2, NaN, 4},
        new SeasonalNaive("seasonal_naive", 3).forecast(known, 4),
        EXACT);
  }

  @Test
  void seasonalNaiveHasNoAnswerWhereThePositionIsBeforeTheSeries() {
    assertArrayEquals(
        new double[] {NaN, 1, 2},
        new SeasonalNaive("year_ago", 3).forecast(series(1, 2), 3),
        EXACT);
  }

  @Test
  void windowMeanLeavesMissingValuesOut() {
    assertArrayEquals(
        new double[] {3, 3}, new WindowMean(3).forecast(series(100, 2, NaN, 4), 2), EXACT);
  }

  @Test
  void windowMeanOfAShortSeriesIsTheMeanOfAllOfIt() {
    assertEquals(3, new WindowMean(28).level(series(2, 4)), EXACT);
  }

  @Test
  void windowMeanOfZerosAfterFractionsIsZero() {
    assertEquals(0, new WindowMean(3).level(series(0.1, 0.2, 0.3, 0, 0, 0)), EXACT);
  }

  @Test
  void windowMeanHasNoAnswerForAWindowWithoutValues() {
    assertEquals(NaN, new WindowMean(2).level(series(1, NaN, NaN)), EXACT);
  }

  @Test
  void seasonalMeanIsOfTheSamePositionInTheLastSeasons() {
    SeriesView known = series(90, 90, 1, 10, 3, NaN, 5, 30);
    assertArrayEquals(new double[] {3, 20, 3}, new SeasonalMean(2, 3).forecast(known, 3), EXACT);
  }

  @Test
  void seasonalMeanOfAShortSeriesUsesTheSeasonsThereAre() {
    assertArrayEquals(new double[] {NaN, 7}, new SeasonalMean(2, 4).forecast(series(7), 2), EXACT);
  }

  @Test
  void smoothingWithAGivenRateStartsAtTheFirstValueAndSkipsMissingOnes() {
    // 4, then 0.5 * 8 + 0.5 * 4 = 6, then 0.5 * 2 + 0.5 * 6 = 4
    assertEquals(4, new ExponentialSmoothing(0.5).level(series(NaN, 4, 8, NaN, 2)), EXACT);
  }

  @Test
  void optimisedSmoothingOfATrendTakesTheFastestRate() {
    // Levels at rate 0.95: 1, 1.95, 2.9475
    assertEquals(2.9475, new OptimisedSmoothing().level(series(1, 2, 3)), ROUNDING);
  }

  @Test
  void optimisedSmoothingOfAnAlternationTakesTheSlowestRate() {
    // Errors one ahead are smallest for the level that moves least: 0 -> 0.5 -> 0.475 at rate 0.05.
    assertEquals(
        0.05 * 0 + 0.95 * (0.05 * 10), new OptimisedSmoothing().level(series(0, 10, 0)), ROUNDING);
  }

  @Test
  void optimisedSmoothingOfOneValueIsThatValue() {
    assertEquals(7, new OptimisedSmoothing().level(series(NaN, 7, NaN)), EXACT);
    assertEquals(NaN, new OptimisedSmoothing().level(series(NaN)), EXACT);
  }

  @Test
  void knownMeanAlwaysAnswers() {
    assertEquals(2, new KnownMean().level(series(1, NaN, 3)), ROUNDING);
    assertEquals(0, new KnownMean().level(series(NaN)), EXACT);
    assertEquals(0, new KnownMean().level(SeriesHistory.of("s", 10, 1, 2).until(5)), EXACT);
    assertEquals(1.5e308, new KnownMean().level(series(1.5e308, 1.5e308)), 1e295);
  }

  @Test
  void aHorizonBelowOneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Naive().forecast(series(1), 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new SeasonalNaive("seasonal_naive", 2).forecast(series(1), -1));
  }

  private static SeriesView series(double... values) {
    return SeriesHistory.of("s", 100, values).until(99 + values.length);
  }
}
