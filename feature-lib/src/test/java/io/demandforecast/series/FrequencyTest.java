package io.demandforecast.series;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.series.Frequency.Unit;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FrequencyTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  static Stream<Frequency> frequencies() {
    return Stream.concat(
        Stream.of(Frequency.daily(), Frequency.hourly(), Frequency.monthly()),
        Arrays.stream(DayOfWeek.values()).map(Frequency::weekly));
  }

  @ParameterizedTest
  @MethodSource("frequencies")
  void everyDayFallsInThePeriodWhoseDaysEncloseIt(Frequency frequency) {
    for (LocalDate day = LocalDate.of(1899, 12, 1);
        day.isBefore(LocalDate.of(2032, 3, 2));
        day = day.plusDays(1)) {
      int period = frequency.periodOf(day);
      assertEquals(false, day.isBefore(frequency.firstDay(period)));
      assertEquals(false, day.isAfter(frequency.lastDay(period)));
      assertEquals(period, frequency.periodOf(frequency.date(period)));
    }
  }

  @ParameterizedTest
  @EnumSource(DayOfWeek.class)
  void aWeekIsNamedByItsLastDayWhicheverThatIs(DayOfWeek anchor) {
    Frequency weekly = Frequency.weekly(anchor);
    LocalDate day = LocalDate.of(2012, 2, 29);

    LocalDate name = weekly.date(weekly.periodOf(day));

    assertEquals(anchor, name.getDayOfWeek());
    assertEquals(name.minusDays(6), weekly.firstDay(weekly.periodOf(day)));
    assertEquals(
        weekly.periodOf(name) + 1, weekly.periodOf(name.plusDays(1)), "the next day is a new week");
  }

  @Test
  void periodsCountFromNineteenSeventy() {
    assertEquals(0, Frequency.daily().periodOf(LocalDate.of(1970, 1, 1)));
    assertEquals(-1, Frequency.monthly().periodOf(LocalDate.of(1969, 12, 31)));
    assertEquals(24, Frequency.hourly().periodOf(LocalDate.of(1970, 1, 2)));
    assertEquals(0, Frequency.weekly(DayOfWeek.THURSDAY).periodOf(LocalDate.of(1970, 1, 1)));
  }

  @Test
  void aMonthIsCompleteAtTheEndOfItsLastDay() {
    Frequency monthly = Frequency.monthly();
    int february = monthly.periodOf(LocalDate.of(2024, 2, 10));

    assertEquals(february - 1, monthly.lastCompletePeriod(LocalDate.of(2024, 2, 28)));
    assertEquals(february, monthly.lastCompletePeriod(LocalDate.of(2024, 2, 29)));
  }

  @Test
  void aWeekIsCompleteAtTheEndOfItsAnchorDay() {
    Frequency weekly = Frequency.weekly(DayOfWeek.FRIDAY);
    LocalDate friday = LocalDate.of(2012, 10, 26);

    assertEquals(weekly.periodOf(friday), weekly.lastCompletePeriod(friday));
    assertEquals(weekly.periodOf(friday) - 1, weekly.lastCompletePeriod(friday.minusDays(1)));
    assertEquals(weekly.periodOf(friday), weekly.lastCompletePeriod(friday.plusDays(6)));
  }

  @Test
  void aDayOfHoursIsCompleteWithItsLast() {
    Frequency hourly = Frequency.hourly();

    int last = hourly.lastCompletePeriod(LocalDate.of(2024, 5, 1));

    assertEquals(Instant.parse("2024-05-01T23:00:00Z"), hourly.start(last));
  }

  @Test
  void aLocalDayOfHoursHasItsOwnLastHour() {
    Frequency hourly = Frequency.hourly();
    LocalDate change = LocalDate.of(2024, 3, 31);

    int last = hourly.lastCompletePeriod(change, BERLIN);

    assertEquals(Instant.parse("2024-03-31T21:00:00Z"), hourly.start(last));
    assertEquals(change, hourly.lastDay(last, BERLIN));
    assertEquals(change.plusDays(1), hourly.lastDay(last + 1, BERLIN));
    assertEquals(
        Instant.parse("2024-04-01T03:00:00Z"),
        hourly.start(hourly.lastCompletePeriod(change, ZoneId.of("America/New_York"))));
  }

  @Test
  void theHourThatComesTwiceIsTheEarlierAndTheOneThatDoesNotComeIsMovedOn() {
    Frequency hourly = Frequency.hourly();

    assertEquals(
        Instant.parse("2024-10-27T00:00:00Z"),
        hourly.start(hourly.periodOf(LocalDateTime.of(2024, 10, 27, 2, 30), BERLIN)));
    assertEquals(
        Instant.parse("2024-03-31T01:00:00Z"),
        hourly.start(hourly.periodOf(LocalDateTime.of(2024, 3, 31, 2, 30), BERLIN)));
  }

  @Test
  void aLocalTimeOfACoarserFrequencyIsItsLocalDay() {
    LocalDateTime night = LocalDateTime.of(2024, 7, 1, 0, 30);

    assertEquals(
        Frequency.daily().periodOf(night.toLocalDate()), Frequency.daily().periodOf(night, BERLIN));
  }

  @Test
  void periodsBeforeNineteenSeventyKeepTheirOrder() {
    Frequency hourly = Frequency.hourly();

    assertEquals(-1, hourly.periodOf(Instant.parse("1969-12-31T23:59:59Z")));
    assertEquals(LocalDate.of(1969, 12, 31), hourly.date(-1));
    assertEquals(LocalDate.of(1969, 11, 1), Frequency.monthly().date(-2));
  }

  @ParameterizedTest
  @MethodSource("frequencies")
  void aYearIsWholeSeasonsSoThatAWeekdayMeetsItsLike(Frequency frequency) {
    assertEquals(0, frequency.year() % frequency.season());
    if (frequency.unit() == Unit.HOURLY) {
      assertEquals(0, frequency.year() % (7 * 24));
    }
  }
}
