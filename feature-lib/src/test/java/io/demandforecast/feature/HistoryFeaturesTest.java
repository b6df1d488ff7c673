package io.demandforecast.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.series.Frequency;
import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.SeriesHistory;
import io.demandforecast.series.SeriesView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values computed by hand of what is known at an origin. */
class HistoryFeaturesTest {
  private static final PanelLayout LAYOUT = PanelLayout.of(Frequency.daily());
  private static final double GAP = Double.NaN;
  private static final double EXACT = 1e-12;

  /** Origin at the value 3; what follows is not to be seen. */
  private static final SeriesHistory SERIES =
      SeriesHistory.of("s", 100, 0, 2, 4, GAP, 0, 6, 3, 1000, 2000);

  private static final SeriesView KNOWN = SERIES.until(106);

  @ParameterizedTest
  @CsvSource({
    "last_value_0, 3",
    "last_value_1, 6",
    "last_value_3, NaN",
    "last_value_6, 0",
    "last_value_7, NaN",
    "rolling_mean_1, 3",
    "rolling_mean_3, 3",
    "rolling_mean_4, 3",
    "rolling_mean_7, 2.5",
    "rolling_mean_100, 2.5",
    "rolling_deviation_1, 0",
    "rolling_deviation_2, 1.5",
    "rolling_min_3, 0",
    "rolling_min_2, 3",
    "rolling_max_1, 3",
    "rolling_max_7, 6",
    "rolling_max_100, 6",
    "zero_share_3, 0.3333333333333333",
    "zero_share_4, 0.3333333333333333",
    "zero_share_2, 0",
    "rolling_ratio_1_7, 1.2",
    "rolling_ratio_7_1, 0.8333333333333334",
    "trend_2, -3",
    "trend_3, 1.5",
    "days_since_sale, 0",
    "age, 5"
  })
  void aFeatureIsWhatItsNameSays(String text, double expected) {
    assertEquals(expected, at(text, KNOWN), EXACT);
  }

  @Test
  void theTrendLeavesGapsOut() {
    SeriesView known = SeriesHistory.of("s", 0, 1, GAP, 5, 7).until(3);

    assertEquals(2, at("trend_4", known), EXACT);
    assertEquals(Double.NaN, at("trend_2", SeriesHistory.of("s", 0, GAP, 7).until(1)));
  }

  @Test
  void theTrendOfALongSeriesKeepsItsPrecision() {
    double[] line = new double[50_000];
    for (int i = 0; i < line.length; i++) {
      line[i] = 1e6 + 0.25 * i;
    }
    assertEquals(0.25, at("trend_28", SeriesHistory.of("s", 0, line).until(line.length - 1)), 1e-6);
  }

  @Test
  void theExponentialMeanStartsAtTheFirstValueAndSkipsGaps() {
    SeriesView known = SeriesHistory.of("s", 0, GAP, 4, GAP, 8, 0).until(4);

    assertEquals(0.5 * 0 + 0.5 * (0.5 * 8 + 0.5 * 4), at("ewm_mean_0.5", known), EXACT);
    assertEquals(Double.NaN, at("ewm_mean_0.5", SeriesHistory.of("s", 0, GAP, 4).until(0)));
  }

  @Test
  void aRollingRatioOverNothingIsMissingAndOverNextToNothingIsBounded() {
    assertEquals(Double.NaN, at("rolling_ratio_1_2", SeriesHistory.of("s", 0, 0, 0).until(1)));
    assertEquals(
        1000, at("rolling_ratio_1_9", SeriesHistory.of("s", 0, -1e9, 1e9 + 1e-6).until(1)), 0);
  }

  @Test
  void periodsSinceTheLastSaleCountZerosAndGaps() {
    assertEquals(3, at("days_since_sale", SeriesHistory.of("s", 0, 5, 0, GAP, 0).until(3)));
    assertEquals(4, at("days_since_sale", SeriesHistory.of("s", 0, 0, 0, GAP, 0).until(3)));
  }

  @Test
  void ageCountsFromTheFirstDemandAndIsMissingBeforeIt() {
    SeriesHistory series = SeriesHistory.of("s", 0, GAP, 0, 0, 7, 0);

    assertEquals(Double.NaN, at("age", series.until(2)));
    assertEquals(0, at("age", series.until(3)));
    assertEquals(1, at("age", series.until(4)));
  }

  @Test
  void theLogScaleIsTheLogarithmOfTheScale() {
    assertEquals(Math.log(SeriesScale.of(KNOWN)), at("log_scale", KNOWN), EXACT);
    assertEquals(0, at("log_scale", SeriesHistory.of("s", 0, 0, 0).until(1)));
  }

  @Test
  void aRateOutsideZeroAndOneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> FeatureParser.parse("ewm_mean_1", LAYOUT));
    assertThrows(IllegalArgumentException.class, () -> FeatureParser.parse("ewm_mean_0", LAYOUT));
  }

  private static double at(String text, SeriesView known) {
    return ((OriginFeature) FeatureParser.parse(text, LAYOUT)).at(known);
  }
}
