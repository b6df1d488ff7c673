package io.demandforecast.forecast;

import static java.lang.Double.NaN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.series.SeriesHistory;
import io.demandforecast.series.SeriesView;
import org.junit.jupiter.api.Test;

class IntermittentTest {
  private static final double ROUNDING = 1e-12;

  /** Six known periods, three demands: 3 at the first, 5 two later, 1 three later. */
  private static final double[] DEMAND = {3, 0, 5, 0, 0, 1};

  @Test
  void crostonDividesTheSmoothedSizeByTheSmoothedInterval() {
    // Size: 3, then 0.5 * 5 + 0.5 * 3 = 4, then 0.5 * 1 + 0.5 * 4 = 2.5.
    // Interval: starts at 6 / 3 = 2, then 0.5 * 2 + 0.5 * 2 = 2, then 0.5 * 3 + 0.5 * 2 = 2.5.
    assertEquals(1.0, new Croston(0.5).level(series(DEMAND)), ROUNDING);
  }

  @Test
  void syntetosAndBoylanTakeHalfTheRateOffCroston() {
    assertEquals(0.75, new SyntetosBoylan(0.5).level(series(DEMAND)), ROUNDING);
    assertEquals(
        0.95 * new Croston(0.1).level(series(DEMAND)),
        new SyntetosBoylan(0.1).level(series(DEMAND)),
        ROUNDING);
  }

  @Test
  void crostonStaysWhereItIsWhileThereIsNoDemand() {
    double before = DemandIntervals.of(series(4, 4, 4), 0.5).size();
    assertEquals(before, DemandIntervals.of(series(4, 4, 4, 0, 0), 0.5).size(), ROUNDING);
  }

  @Test
  void teunterSyntetosAndBabaiFadeWhereDemandStops() {
    // Size 4. Probability starts at 1 / 3: 0.5 + 0.5 / 3 = 2 / 3, then halved twice to 1 / 6.
    assertEquals(4.0 / 6, new TeunterSyntetosBabai(0.1, 0.5).level(series(4, 0, 0)), ROUNDING);
  }

  @Test
  void teunterSyntetosAndBabaiSmoothSizesWithTheirOwnRate() {
    // Probability 1 throughout; size 4, then 0.25 * 8 + 0.75 * 4 = 5.
    assertEquals(5, new TeunterSyntetosBabai(0.25, 0.5).level(series(4, 8)), ROUNDING);
  }

  @Test
  void missingPeriodsNeitherLengthenIntervalsNorFadeTheProbability() {
    SeriesView gaps = series(3, NaN, 0, 5, NaN, NaN, 0, 0, 1);
    assertEquals(new Croston(0.5).level(series(DEMAND)), new Croston(0.5).level(gaps), ROUNDING);
    assertEquals(
        new TeunterSyntetosBabai(0.1, 0.05).level(series(DEMAND)),
        new TeunterSyntetosBabai(0.1, 0.05).level(gaps),
        ROUNDING);
  }

  @Test
  void zerosOnlyAreForecastAsZero() {
    SeriesView zeros = series(0, 0, 0);
    assertEquals(0, new Croston(0.1).level(zeros), 0);
    assertEquals(0, new SyntetosBoylan(0.1).level(zeros), 0);
    assertEquals(0, new TeunterSyntetosBabai(0.1, 0.05).level(zeros), 0);
  }

  @Test
  void nothingKnownHasNoAnswer() {
    SeriesView nothing = series(NaN, NaN);
    assertEquals(NaN, new Croston(0.1).level(nothing), 0);
    assertEquals(NaN, new SyntetosBoylan(0.1).level(nothing), 0);
    assertEquals(NaN, new TeunterSyntetosBabai(0.1, 0.05).level(nothing), 0);
  }

  @Test
  void returnsAreNoDemand() {
    assertEquals(
        new Croston(0.5).level(series(3, 0, 5)), new Croston(0.5).level(series(3, -2, 5)), 0);
  }

  private static SeriesView series(double... values) {
    return SeriesHistory.of("s", 0, values).until(values.length - 1);
  }
}
