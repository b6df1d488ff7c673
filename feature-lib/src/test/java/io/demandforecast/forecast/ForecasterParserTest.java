package io.demandforecast.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.series.Frequency;
import io.demandforecast.series.PanelLayout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ForecasterParserTest {
  private static final PanelLayout DAILY = PanelLayout.of(Frequency.daily());

  @ParameterizedTest
  @MethodSource("examples")
  void theNameOfAForecasterParsesToAnEqualOne(String text) {
    Forecaster forecaster = ForecasterParser.parse(text, DAILY);
    assertEquals(forecaster, ForecasterParser.parse(forecaster.name(), DAILY));
    assertTrue(forecaster.name().startsWith(text), forecaster.name());
  }

  @Test
  void textFormsGiveTheForecastersTheyName() {
    assertEquals(new Naive(), parse("naive"));
    assertEquals(new SeasonalNaive("seasonal_naive", 7), parse("seasonal_naive"));
    assertEquals(new SeasonalNaive("year_ago", 364), parse("year_ago"));
    assertEquals(new WindowMean(28), parse("mean_28"));
    assertEquals(new SeasonalMean(7, 4), parse("seasonal_mean_4"));
    assertEquals(new OptimisedSmoothing(), parse("ses"));
    assertEquals(new ExponentialSmoothing(0.1), parse("ses_0.1"));
    assertEquals(new Croston(0.1), parse("croston"));
    assertEquals(new SyntetosBoylan(0.1), parse("sba"));
    assertEquals(new SyntetosBoylan(0.2), parse("sba_0.2"));
    assertEquals(new TeunterSyntetosBabai(0.1, 0.05), parse("tsb_0.1_0.05"));
    assertEquals(new KnownMean(), parse("known_mean"));
  }

  @Test
  void theSeasonIsTheLayouts() {
    PanelLayout monthly = PanelLayout.of(Frequency.monthly());
    assertEquals(
        new SeasonalNaive("seasonal_naive", 12), ForecasterParser.parse("seasonal_naive", monthly));
    assertEquals(new SeasonalMean(12, 2), ForecasterParser.parse("seasonal_mean_2", monthly));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          sesonal_naive | no forecaster 'sesonal_naive'; expected a form like naive, seasonal_naive
          ""            | no forecaster ''
          Naive         | no forecaster 'Naive'
          mean          | forecaster 'mean' has 0 numbers, not 1 as in mean_28
          mean_7_28     | forecaster 'mean_7_28' has 2 numbers, not 1 as in mean_28
          mean_7.5      | forecaster 'mean_7.5': 7.5 is not a whole number
          mean_0        | forecaster 'mean_0': window 0 is less than 1
          mean_-3       | forecaster 'mean_-3': window -3 is less than 1
          naive_3       | forecaster 'naive_3' takes no number, found 3
          ses_1.5       | forecaster 'ses_1.5': smoothing rate 1.5 is not above 0 and at most 1
          ses_0         | forecaster 'ses_0': smoothing rate 0.0 is not above 0 and at most 1
          ses_0.1.2     | forecaster 'ses_0.1.2': 0.1.2 is not a number
          tsb_0.1       | forecaster 'tsb_0.1' has 1 numbers, not 2 as in tsb_0.1_0.05
          tsb_0.1_2     | forecaster 'tsb_0.1_2': probability smoothing rate 2.0 is not above 0
          """)
  void aTextThatNamesNoneIsRefusedWithWhatWasExpected(String text, String message) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> ForecasterParser.parse(text, DAILY));
    assertTrue(refused.getMessage().startsWith(message), refused.getMessage());
  }

  private static Forecaster parse(String text) {
    return ForecasterParser.parse(text, DAILY);
  }

  static List<String> examples() {
    return ForecasterParser.examples();
  }
}
