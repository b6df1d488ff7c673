package io.demandforecast.metric;

import static java.lang.Double.NaN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.series.SeriesHistory;
import io.demandforecast.series.SeriesView;
import org.junit.jupiter.api.Test;

class ScaledErrorsTest {
  private static final double ROUNDING = 1e-12;
  private static final double[] ACTUALS = {3, NaN, 5};
  private static final double[] FORECASTS = {0, 9, 9};

  @Test
  void rmsseIsTheRootMeanSquaredErrorOverItsScale() {
    assertEquals(Math.sqrt(12.5) / 2, Rmsse.of(ACTUALS, FORECASTS, 2), ROUNDING);
  }

  @Test
  void theScaleOfRmsseStartsAtTheFirstDemand() {
    // Differences 2 and -4 since the first demand: sqrt((4 + 16) / 2)
    assertEquals(Math.sqrt(10), Rmsse.scale(series(0, 0, 3, 5, NaN, 1)), ROUNDING);
  }

  @Test
  void maseIsTheMeanAbsoluteErrorOverItsScale() {
    assertEquals(3.5 / 2, Mase.of(ACTUALS, FORECASTS, 2), ROUNDING);
  }

  @Test
  void theScaleOfMaseIsTheErrorOfTheSeasonalNaive() {
    // A season of two: |4 - 1| and |2 - 2| and |9 - 4|; the pair with a gap is left out.
    assertEquals(8.0 / 3, Mase.scale(series(1, 2, 4, 2, 9, NaN), 2), ROUNDING);
    assertEquals(1.5, Mase.scale(series(1, 2, 4), 1), ROUNDING);
  }

  @Test
  void theScaleOfAShortSeriesIsNotDefined() {
    assertEquals(NaN, Mase.scale(series(1, 2), 2));
    assertEquals(NaN, Rmsse.scale(series(1)));
    assertThrows(IllegalArgumentException.class, () -> Mase.scale(series(1, 2), 0));
  }

  @Test
  void aSeriesThatNeverChangedHasNoScaledError() {
    double rmsseScale = Rmsse.scale(series(4, 4, 4));
    double maseScale = Mase.scale(series(4, 4, 4), 1);
    assertEquals(0, rmsseScale);
    assertEquals(0, maseScale);
    assertEquals(NaN, Rmsse.of(ACTUALS, FORECASTS, rmsseScale));
    assertEquals(NaN, Mase.of(ACTUALS, FORECASTS, maseScale));
    assertEquals(NaN, Rmsse.of(ACTUALS, FORECASTS, NaN));
  }

  @Test
  void withoutAPairThereIsNoScaledError() {
    assertEquals(NaN, Rmsse.of(new double[] {NaN}, new double[] {1}, 1));
    assertEquals(NaN, Mase.of(new double[] {NaN}, new double[] {1}, 1));
  }

  private static SeriesView series(double... values) {
    return SeriesHistory.of("s", 0, values).until(values.length - 1);
  }
}
