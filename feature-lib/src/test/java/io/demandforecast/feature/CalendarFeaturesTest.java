package io.demandforecast.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.series.Frequency;
import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.SeriesHistory;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarFeaturesTest {

  @ParameterizedTest
  @CsvSource({
    // a Monday that belongs to week 1 of the next year
    "2018-12-31, weekday, 1",
    "2018-12-31, month, 12",
    "2018-12-31, day_of_month, 31",
    "2018-12-31, week_of_year, 1",
    "2018-12-31, day_of_year, 365",
    // a leap day
    "2016-02-29, weekday, 1",
    "2016-02-29, day_of_month, 29",
    "2016-12-31, day_of_year, 366",
    "2016-01-03, week_of_year, 53"
  })
  void partsOfTheTargetsDay(LocalDate day, String text, double expected) {
    assertEquals(expected, at(text, Frequency.daily(), Frequency.daily().periodOf(day), 3));
  }

  @Test
  void aWeekIsNamedByItsLastDayAndAMonthByItsFirst() {
    Frequency weekly = Frequency.weekly(DayOfWeek.FRIDAY);
    int week = weekly.periodOf(LocalDate.of(2012, 2, 25));

    assertEquals(3, at("month", weekly, week, 1));
    assertEquals(2, at("day_of_month", weekly, week, 1));
    assertEquals(
        2,
        at(
            "month",
            Frequency.monthly(),
            Frequency.monthly().periodOf(LocalDate.of(2012, 2, 25)),
            1));
  }

  @Test
  void hoursAreThoseOfUtc() {
    int hour = Frequency.hourly().periodOf(Instant.parse("2024-03-31T23:15:00Z"));

    assertEquals(23, at("hour", Frequency.hourly(), hour, 5));
    assertEquals(7, at("weekday", Frequency.hourly(), hour, 5));
  }

  @Test
  void theLeadIsTheDistanceFromTheOrigin() {
    assertEquals(17, at("lead", Frequency.daily(), 100, 17));
  }

  @Test
  void fourierTermsTurnOnceACycle() {
    Frequency daily = Frequency.daily();

    assertEquals(1, at("fourier_sin_8_1", daily, 802, 1), 1e-9);
    assertEquals(0, at("fourier_cos_8_1", daily, 802, 1), 1e-9);
    assertEquals(-1, at("fourier_cos_8_2", daily, 802, 1), 1e-9);
    assertEquals(
        Math.sin(2 * Math.PI * 2 * 1000 / 365.25),
        at("fourier_sin_365.25_2", daily, 1000, 1),
        1e-9);
  }

  @Test
  void aPartThatSaysNothingIsRefused() {
    assertRefused("hour", Frequency.daily());
    assertRefused("weekday", Frequency.weekly(DayOfWeek.FRIDAY));
    assertRefused("week_of_year", Frequency.monthly());
    assertRefused("fourier_sin_3_2", Frequency.daily());
  }

  private static void assertRefused(String text, Frequency frequency) {
    PanelLayout layout = PanelLayout.of(frequency);
    assertThrows(IllegalArgumentException.class, () -> FeatureParser.parse(text, layout));
  }

  private static double at(String text, Frequency frequency, int period, int lead) {
    PanelLayout layout = PanelLayout.of(frequency);
    SeriesHistory series = SeriesHistory.of("s", period - lead, 1);
    return ((TargetFeature) FeatureParser.parse(text, layout))
        .at(series.until(period - lead).ahead(lead, layout));
  }
}
