package io.demandforecast.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.series.Frequency;
import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.PeriodValues;
import io.demandforecast.series.SeriesHistory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupFeaturesTest {
  private static final PanelLayout LAYOUT =
      new PanelLayout(
          Frequency.daily(), 7, List.of(), List.of(), List.of("item", "store_item", "year"));

  /** The group began earlier than the series, and goes on after the origin. */
  private static final SeriesHistory GROUP =
      SeriesHistory.of(
          "g", 0, IntStream.range(0, 60).mapToDouble(i -> i % 7 == 0 ? 8 : 1).toArray());

  private static final SeriesHistory SERIES =
      new SeriesHistory(
          "s",
          40,
          new double[] {1, 2, 3, 4},
          new PeriodValues[0],
          new String[0],
          List.of(GROUP, GROUP, GROUP));

  @Test
  void aGroupsFigureIsThatOfTheGroupAtTheSeriesOrigin() {
    assertEquals(8, atOrigin("last_value_0_of_item", 42));
    assertEquals(1, atOrigin("last_value_0_of_item", 43));
    assertEquals(2, atOrigin("rolling_mean_7_of_item", 43));
    assertEquals(2, atOrigin("rolling_mean_28_of_store_item", 43));
    assertEquals(1, atOrigin("rolling_ratio_7_28_of_item", 43));
  }

  @Test
  void aGroupsSeasonIsFoundFromTheTarget() {
    assertEquals(8, atTarget("same_weekday_value_0_of_item", 43, 6));
    assertEquals(4, atTarget("seasonal_ratio_of_item", 43, 6), 1e-12);
    assertEquals(0.5, atTarget("seasonal_ratio_of_item", 43, 7), 1e-12);
  }

  @Test
  void aScaledFigureIsDividedByTheGroupsOwnScale() {
    double scale = SeriesScale.of(GROUP.until(43));

    assertEquals(2 / scale, atOrigin("rolling_mean_28_scaled_of_item", 43), 1e-12);
    assertEquals(8 / scale, atTarget("same_weekday_value_0_scaled_of_item", 43, 6), 1e-12);
    assertFalse(FeatureParser.parse("rolling_mean_28_scaled_of_item", LAYOUT).inUnits());
    assertTrue(FeatureParser.parse("rolling_mean_28_of_item", LAYOUT).inUnits());
  }

  @Test
  void aFigureFreeOfUnitsIsNotScaled() {
    IllegalArgumentException problem =
        assertThrows(
            IllegalArgumentException.class,
            () -> FeatureParser.parse("zero_share_28_scaled_of_item", LAYOUT));

    assertTrue(problem.getMessage().contains("write zero_share_28_of_item"));
  }

  @Test
  void theGroupIsNamedAsInput() {
    assertEquals(
        List.of("store_item"),
        FeatureParser.parse("rolling_mean_28_of_store_item", LAYOUT).inputs());
  }

  @Test
  void aCalendarPartIsNotMistakenForAGroup() {
    assertEquals(List.of(), FeatureParser.parse("week_of_year", LAYOUT).inputs());
  }

  private static double atOrigin(String text, int origin) {
    return ((OriginFeature) FeatureParser.parse(text, LAYOUT)).at(SERIES.until(origin));
  }

  private static double atTarget(String text, int origin, int lead) {
    return ((TargetFeature) FeatureParser.parse(text, LAYOUT))
        .at(SERIES.until(origin).ahead(lead, LAYOUT));
  }
}
