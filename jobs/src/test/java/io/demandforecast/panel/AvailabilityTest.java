package io.demandforecast.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.config.AvailabilitySettings;
import io.demandforecast.config.AvailabilitySettings.Condition;
import io.demandforecast.config.AvailabilitySettings.When;
import io.demandforecast.series.Frequency;
import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.PanelLayout.Covariate;
import io.demandforecast.series.PanelLayout.Kind;
import io.demandforecast.series.PeriodValues;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AvailabilityTest {
  private static final PanelLayout LAYOUT =
      new PanelLayout(
          Frequency.daily(),
          7,
          List.of(
              new Covariate("price", true, Kind.NUMERIC), new Covariate("open", true, Kind.FLAG)),
          List.of(),
          List.of());

  /** A Monday. */
  private static final int MONDAY = Frequency.daily().periodOf(LocalDate.of(2024, 3, 4));

  @Test
  void withoutSettingsASeriesCanAlwaysSell() {
    Availability always = of(List.of(), List.of(), List.of(), List.of());
    assertTrue(always.always());
    assertEquals("1111111", week(always));
  }

  @Test
  void nothingIsSoldOnClosedWeekdays() {
    Availability closed =
        of(List.of(DayOfWeek.SUNDAY, DayOfWeek.WEDNESDAY), List.of(), List.of(), List.of());
    assertFalse(closed.always());
    assertEquals("1101110", week(closed));
  }

  @Test
  void nothingIsSoldOnClosedDates() {
    assertEquals(
        "0111101",
        week(
            of(
                List.of(),
                List.of(LocalDate.of(2024, 3, 4), LocalDate.of(2024, 3, 9)),
                List.of(),
                List.of())));
  }

  @Test
  void nothingIsSoldWhereACovariateIsMissing() {
    assertEquals(
        "1001111",
        week(
            of(List.of(), List.of(), List.of(), List.of(new Condition("price", When.MISSING, 0)))));
  }

  @Test
  void nothingIsSoldWhereACovariateEqualsANumber() {
    assertEquals(
        "1111011",
        week(of(List.of(), List.of(), List.of(new Condition("open", When.EQUALS, 0)), List.of())));
  }

  @Test
  void oneReasonIsEnough() {
    assertEquals(
        "1001010",
        week(
            of(
                List.of(DayOfWeek.SUNDAY),
                List.of(),
                List.of(new Condition("open", When.EQUALS, 0)),
                List.of(new Condition("price", When.MISSING, 0)))));
  }

  @Test
  void aConditionOnACovariateThatIsNoneIsRefused() {
    List<Condition> closed = List.of(new Condition("opne", When.EQUALS, 0));
    assertThrows(IllegalArgumentException.class, () -> of(List.of(), List.of(), closed, List.of()));
  }

  private static Availability of(
      List<DayOfWeek> weekdays,
      List<LocalDate> dates,
      List<Condition> closed,
      List<Condition> notListed) {
    return new Availability(new AvailabilitySettings(weekdays, dates, closed, notListed), LAYOUT);
  }

  /** One digit a day from the Monday on; no price on Tuesday and Wednesday, closed on Friday. */
  private static String week(Availability availability) {
    float none = Float.NaN;
    PeriodValues[] covariates = {
      new PeriodValues(MONDAY, new float[] {2, none, none, 2, 2, 2, 2}),
      new PeriodValues(MONDAY, new float[] {1, 1, 1, 1, 0, 1, 1})
    };
    return IntStream.range(0, 7)
        .mapToObj(day -> availability.sells(covariates, MONDAY + day) ? "1" : "0")
        .reduce("", String::concat);
  }
}
