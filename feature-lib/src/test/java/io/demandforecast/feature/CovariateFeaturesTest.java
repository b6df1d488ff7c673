package io.demandforecast.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.PeriodValues;
import io.demandforecast.series.SeriesHistory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CovariateFeaturesTest {
  private static final PanelLayout LAYOUT = SampleLayout.daily();
  private static final float GAP = Float.NaN;

  /** Four days of history, origin on the last of them, period 3. */
  private static final SeriesHistory SERIES =
      new SeriesHistory(
          "s",
          0,
          new double[] {1, 1, 1, 1},
          new PeriodValues[] {
            new PeriodValues(-2, new float[] {4, GAP, 2, 2, GAP, 4, 3.5f, GAP, 1.5f}),
            new PeriodValues(0, new float[] {0, 1, 0, 0, 0, 1, 0}),
            new PeriodValues(0, new float[] {GAP, GAP, 7, GAP, GAP, GAP, 3, GAP}),
            new PeriodValues(0, new float[] {10, 20, 30, 40, 99, 99, 99}),
            new PeriodValues(0, new float[] {0, 1, 0, 0, 1, 1, 1}),
            new PeriodValues(0, new float[] {GAP, 5, GAP, GAP, 8, 8, 8})
          },
          new String[] {" 12.5 "},
          List.of(SeriesHistory.of("g", 0, 1, 1, 1, 1), SeriesHistory.of("g", 0, 1, 1, 1, 1)));

  @ParameterizedTest
  @CsvSource({
    "covariate_price, 1, 3.5",
    "covariate_price, 2, NaN",
    "covariate_price, 9, NaN",
    "price_vs_origin, 1, 0.875",
    "price_vs_back_1, 1, NaN",
    "price_vs_back_2, 1, 1.75",
    "price_vs_mean_2, 1, 0.875",
    "price_vs_mean_3, 3, 0.5",
    "price_vs_mean_all, 3, 0.5",
    "price_fraction, 3, 0.5",
    "covariate_promo, 1, 0",
    "covariate_promo, 2, 1",
    "periods_to_promo, 1, 1",
    "periods_since_promo, 1, 3",
    "holiday_code, 3, 3",
    "holiday_code, 2, -1",
    "periods_to_holiday, 1, 2",
    "periods_to_holiday, 3, 0",
    "periods_to_holiday, 4, 30",
    "periods_since_holiday, 1, 2",
    "periods_since_holiday, 4, 1",
    "covariate_weather, 1, 40",
    "covariate_weather, 3, 40",
    "weather_vs_mean_2, 1, 1.1428571428571428",
    "weather_vs_back_2, 2, 2",
    "covariate_stockout, 2, 0",
    "periods_since_stockout, 2, 2",
    "strike_code, 1, -1",
    "periods_since_strike, 3, 2"
  })
  void aCovariateIsTakenFromTheTargetWhereItIsKnownAheadElseFromTheOrigin(
      String text, int lead, double expected) {
    assertEquals(expected, at(text, SERIES, lead), 1e-12);
  }

  @Test
  void anEventThatNeverFellIsThirtyPeriodsAway() {
    float[] none = new float[200];
    Arrays.fill(none, GAP);
    PeriodValues[] covariates = new PeriodValues[6];
    Arrays.fill(covariates, new PeriodValues(0, none));
    SeriesHistory quiet =
        new SeriesHistory("s", 0, new double[100], covariates, new String[1], List.of());

    assertEquals(30, at("periods_to_holiday", quiet, 1));
    assertEquals(30, at("periods_since_holiday", quiet, 1));
  }

  @Test
  void whatIsNotKnownAheadIsNotComparedAhead() {
    for (String text : List.of("weather_vs_origin", "periods_to_strike")) {
      IllegalArgumentException problem =
          assertThrows(IllegalArgumentException.class, () -> FeatureParser.parse(text, LAYOUT));
      assertTrue(problem.getMessage().contains("not declared as known ahead"), text);
    }
  }

  @Test
  void aNumericAttributeIsItsNumberAndAnyOtherIsMissing() {
    OriginFeature size = (OriginFeature) FeatureParser.parse("attribute_size", LAYOUT);

    assertEquals(12.5, size.at(SERIES.until(3)));
    assertEquals(Double.NaN, size.at(withAttribute("large").until(0)));
    assertEquals(Double.NaN, size.at(withAttribute(null).until(0)));
  }

  @Test
  void aTextHasTheSameCodeWhereverItStands() {
    OriginFeature code = (OriginFeature) FeatureParser.parse("code_of_size", LAYOUT);

    // CRC-32 of the bytes of "123456789" is 0xCBF43926, the check value of its catalogue entry.
    assertEquals(0xCBF43926L / 0x1.0p32, code.at(withAttribute("123456789").until(0)));
    assertEquals(Double.NaN, code.at(withAttribute(null).until(0)));
  }

  private static SeriesHistory withAttribute(String value) {
    return new SeriesHistory(
        "s", 0, new double[] {1}, new PeriodValues[0], new String[] {value}, List.of());
  }

  private static double at(String text, SeriesHistory series, int lead) {
    return ((TargetFeature) FeatureParser.parse(text, LAYOUT))
        .at(series.until(3).ahead(lead, LAYOUT));
  }
}
