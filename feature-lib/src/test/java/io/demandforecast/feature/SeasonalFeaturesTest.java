package io.demandforecast.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.series.Frequency;
import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.SeriesHistory;
import io.demandforecast.series.SeriesView;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values computed by hand of what the past says about one target period. */
class SeasonalFeaturesTest {
  private static final PanelLayout DAILY = PanelLayout.of(Frequency.daily());
  private static final PanelLayout MONTHLY = PanelLayout.of(Frequency.monthly());
  private static final PanelLayout WEEKLY = PanelLayout.of(Frequency.weekly(DayOfWeek.FRIDAY));
  private static final PanelLayout HOURLY = PanelLayout.of(Frequency.hourly());

  /** The value of each period is its number. */
  private static SeriesView numbers(int length, int origin) {
    double[] values = IntStream.range(0, length).mapToDouble(i -> i).toArray();
    return SeriesHistory.of("s", 0, values).until(origin);
  }

  @ParameterizedTest
  @CsvSource({
    // origin 999: period 1000 is 7 after 993, period 1006 is 7 after the origin itself
    "same_weekday_value_0, 1, 993",
    "same_weekday_value_0, 7, 999",
    "same_weekday_value_0, 8, 993",
    "same_weekday_value_0, 28, 999",
    "same_weekday_value_1, 1, 986",
    "same_season_value_2, 7, 985",
    "same_weekday_mean_4, 1, 982.5",
    "same_season_mean_2, 7, 995.5",
    "lag_7, 1, 993",
    "lag_7, 7, 999",
    "lag_7, 8, NaN",
    "year_ago, 1, 636",
    "year_ago, 364, 999",
    "year_ago, 365, 636",
    "year_ago_mean_3, 1, 636",
    "year_ago_mean_3, 364, 995.5",
    "year_ago_rolling_mean_28, 1, 636.5",
    "year_ago_rolling_mean_28, 360, 985.5"
  })
  void aPlaceInTheSeasonIsFoundFromTheTarget(String text, int lead, double expected) {
    assertEquals(expected, at(text, DAILY, numbers(1500, 999), lead), 1e-9);
  }

  @Test
  void growthSinceAYearAgoComparesTheTargetsPlaceWithTheOrigins() {
    // Around a year before the target: periods 623 to 650; up to a year before the origin: 608 to
    // 635.
    assertEquals(636.5 / 621.5, at("year_ago_growth", DAILY, numbers(1500, 999), 1), 1e-9);
    assertEquals(
        at("year_ago_growth_28", DAILY, numbers(1500, 999), 9),
        at("year_ago_growth", DAILY, numbers(1500, 999), 9));
  }

  @Test
  void theSeasonalRatioIsTheSeasonsMeanOverTheLevel() {
    double[] values = IntStream.range(0, 28).mapToDouble(i -> i % 7 == 0 ? 8 : 1).toArray();
    SeriesView known = SeriesHistory.of("s", 0, values).until(27);

    assertEquals(4, at("seasonal_ratio", DAILY, known, 1), 1e-12);
    assertEquals(0.5, at("seasonal_ratio", DAILY, known, 2), 1e-12);
    assertEquals(4, at("seasonal_ratio_2", DAILY, known, 8), 1e-12);
  }

  @Test
  void meansOfSeasonsLeaveGapsOut() {
    double[] values = new double[21];
    Arrays.fill(values, Double.NaN);
    values[7] = 6;
    SeriesView known = SeriesHistory.of("s", 0, values).until(20);

    assertEquals(6, at("same_weekday_mean_3", DAILY, known, 1));
    assertEquals(Double.NaN, at("same_weekday_mean_1", DAILY, known, 1));
    assertEquals(Double.NaN, at("same_weekday_mean_3", DAILY, known, 2));
  }

  @Test
  void otherFrequenciesHaveTheirOwnSeasonAndYear() {
    assertEquals(988, at("same_season_value_0", MONTHLY, numbers(1500, 999), 1));
    assertEquals(988, at("year_ago", MONTHLY, numbers(1500, 999), 1));
    assertEquals(948, at("year_ago", WEEKLY, numbers(1500, 999), 1));
    assertEquals(949, at("year_ago_mean_3", WEEKLY, numbers(1500, 999), 2));
    assertEquals(976, at("same_season_value_0", HOURLY, numbers(1500, 999), 1));
    assertEquals(832, at("same_weekday_value_0", HOURLY, numbers(1500, 999), 1));
  }

  @Test
  void weekdaysSayNothingAboutWeeksAndMonths() {
    IllegalArgumentException problem =
        assertThrows(
            IllegalArgumentException.class,
            () -> FeatureParser.parse("same_weekday_mean_4", WEEKLY));

    assertEquals(
        "feature 'same_weekday_mean_4': weekdays say nothing about weeks; write same_season"
            + " instead of same_weekday",
        problem.getMessage());
  }

  @Test
  void anEvenNumberOfPointsAroundAYearAgoIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> FeatureParser.parse("year_ago_mean_4", DAILY));
  }

  private static double at(String text, PanelLayout layout, SeriesView known, int lead) {
    return ((TargetFeature) FeatureParser.parse(text, layout)).at(known.ahead(lead, layout));
  }
}
