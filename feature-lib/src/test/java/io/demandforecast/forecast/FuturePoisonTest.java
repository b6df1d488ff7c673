package io.demandforecast.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.demandforecast.series.Frequency;
import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.SeriesHistory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FuturePoisonTest {
  private static final int PERIODS = 900;
  private static final int HORIZON = 28;

  /** Numbers that would show in any sum, mean or comparison they came into. */
  private static final double[] POISONS = {1e9, -7.25, 0, Double.NaN, Double.POSITIVE_INFINITY};

  @ParameterizedTest
  @MethodSource("forecasters")
  void whatComesAfterTheOriginChangesNoBitOfTheForecast(String text) {
    Forecaster forecaster = ForecasterParser.parse(text, PanelLayout.of(Frequency.daily()));
    for (int origin : new int[] {0, 6, 27, 400, 870}) {
      double[] expected = forecast(forecaster, history(PERIODS), origin);
      for (double poison : POISONS) {
        double[] poisoned = history(PERIODS);
        Arrays.fill(poisoned, origin + 1, PERIODS, poison);
        assertSameBits(expected, forecast(forecaster, poisoned, origin));
      }
      assertSameBits(
          expected, forecast(forecaster, Arrays.copyOf(history(PERIODS), origin + 1), origin));
    }
  }

  @ParameterizedTest
  @MethodSource("forecasters")
  void whatCameUpToTheOriginDoesChangeIt(String text) {
    Forecaster forecaster = ForecasterParser.parse(text, PanelLayout.of(Frequency.daily()));
    double[] higher = Arrays.stream(history(PERIODS)).map(value -> value + 5).toArray();
    assertFalse(
        Arrays.equals(
            forecast(forecaster, history(PERIODS), 870), forecast(forecaster, higher, 870)));
  }

  static List<String> forecasters() {
    return ForecasterParser.examples();
  }

  private static double[] forecast(Forecaster forecaster, double[] target, int origin) {
    return forecaster.forecast(SeriesHistory.of("s", 0, target).until(origin), HORIZON);
  }

  private static double[] history(int periods) {
    Random random = new Random(1);
    double[] target = new double[periods];
    for (int i = 0; i < periods; i++) {
      double size = random.nextInt(3) == 0 ? random.nextInt(9) / 3.0 : 0;
      target[i] = random.nextInt(20) == 0 ? Double.NaN : size;
    }
    return target;
  }

  private static void assertSameBits(double[] expected, double[] actual) {
    assertArrayEquals(
        Arrays.stream(expected).mapToLong(Double::doubleToRawLongBits).toArray(),
        Arrays.stream(actual).mapToLong(Double::doubleToRawLongBits).toArray());
  }
}
