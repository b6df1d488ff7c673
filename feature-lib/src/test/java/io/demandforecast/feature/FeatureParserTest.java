package io.demandforecast.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.series.Frequency;
import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.PanelLayout.Covariate;
import io.demandforecast.series.PanelLayout.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureParserTest {
  private static final PanelLayout LAYOUT = SampleLayout.daily();

  @ParameterizedTest
  @CsvSource({
    "rolling_maen_28, rolling_mean_28",
    "rolling_mean28, rolling_mean_28",
    "rolling-mean-7, rolling_mean_7",
    "RollingMean_7, rolling_mean_7",
    "emw_men_0.1, ewm_mean_0.1",
    "prise_vs_origin, price_vs_origin",
    "covariate_pricee, covariate_price",
    "week_day, weekday",
    "same_weekday_means_4, same_weekday_mean_4",
    "rolling_mean_28_of_itm, rolling_mean_28_of_item",
    "rolling_ratio_7_28_of_stores, rolling_ratio_7_28_of_store",
    "periods_to_holidays, periods_to_holiday",
    "weeks_since_sale, days_since_sale"
  })
  void aMisspeltFeatureIsAnsweredWithTheNearestRightOne(String text, String nearest) {
    assertEquals(
        "feature '" + text + "': there is no such feature; did you mean '" + nearest + "'?",
        problem(text));
  }

  @Test
  void whatIsNearNothingIsAnsweredWithTheForms() {
    assertTrue(problem("the phase of the moon").contains("rolling_mean_<window>"));
  }

  @Test
  void aNumberThatMakesNoSenseIsNamed() {
    assertEquals(
        "feature 'rolling_mean_0': <window> must be at least 1", problem("rolling_mean_0"));
    assertEquals(
        "feature 'last_value_999999': <back> must be at most 100000", problem("last_value_999999"));
  }

  @Test
  void aFlagHasNoCodeAndAnEventNoLevel() {
    assertTrue(problem("promo_code").contains("write covariate_promo"));
    assertTrue(problem("covariate_holiday").contains("write holiday_code"));
  }

  @Test
  void numbersAreNamedInTheirShortestForm() {
    assertEquals("ewm_mean_0.1", FeatureParser.parse("ewm_mean_0.10", LAYOUT).name());
    assertEquals("fourier_sin_12_1", FeatureParser.parse("fourier_sin_12.0_1", LAYOUT).name());
  }

  @Test
  void theLongestCovariateNameThatFitsIsMeant() {
    PanelLayout layout =
        new PanelLayout(
            Frequency.daily(),
            7,
            List.of(
                new Covariate("price", true, Kind.NUMERIC),
                new Covariate("price_vs_mean", true, Kind.NUMERIC),
                new Covariate("cost+tax (net)", true, Kind.NUMERIC)),
            List.of(),
            List.of());

    assertEquals(
        List.of("price_vs_mean"), FeatureParser.parse("price_vs_mean_vs_origin", layout).inputs());
    assertEquals(
        List.of("cost+tax (net)"),
        FeatureParser.parse("cost+tax (net)_vs_mean_7", layout).inputs());
  }

  @Test
  void familiesAreListedWithTheirMeaning() {
    List<String> families = FeatureParser.families();

    assertTrue(families.contains("rolling_mean_<window>: mean of the last <window> periods"));
    assertTrue(families.stream().allMatch(family -> family.contains(": ")));
  }

  private static String problem(String text) {
    return assertThrows(IllegalArgumentException.class, () -> FeatureParser.parse(text, LAYOUT))
        .getMessage();
  }
}
