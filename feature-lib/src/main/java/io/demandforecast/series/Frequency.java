package io.demandforecast.series;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * The regular grid that a data set's series live on. A period is an {@code int} on that grid, so
 * that the distance of two periods is their difference and no calendar arithmetic is left for
 * features and models.
 *
 * <ul>
 *   <li>daily: days since 1970-01-01; its date is the day
 *   <li>weekly: weeks since 1970; a week is named by its last day, the anchor
 *   <li>monthly: months since 1970-01; a month is named by its first day
 *   <li>hourly: hours since 1970-01-01T00:00Z; its date is the UTC day it starts in
 * </ul>
 *
 * @param unit the kind of period
 * @param weekEndsOn the last day of a week; of meaning for {@link Unit#WEEKLY} only
 */
public record Frequency(Unit unit, DayOfWeek weekEndsOn) implements Serializable {

  /** The kinds of period. */
  public enum Unit {
    HOURLY,
    DAILY,
    WEEKLY,
    MONTHLY
  }

  private static final int HOURS_A_DAY = 24;
  private static final int DAYS_A_WEEK = 7;
  private static final int MONTHS_A_YEAR = 12;
  private static final int SECONDS_AN_HOUR = 3600;

  public Frequency {
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(weekEndsOn, "weekEndsOn");
  }

  public static Frequency daily() {
    return new Frequency(Unit.DAILY, DayOfWeek.SUNDAY);
  }

  public static Frequency weekly(DayOfWeek weekEndsOn) {
    return new Frequency(Unit.WEEKLY, weekEndsOn);
  }

  public static Frequency monthly() {
    return new Frequency(Unit.MONTHLY, DayOfWeek.SUNDAY);
  }

  public static Frequency hourly() {
    return new Frequency(Unit.HOURLY, DayOfWeek.SUNDAY);
  }

  /** The period a day falls in; for hourly data its first hour (UTC). */
  public int periodOf(LocalDate day) {
    return periodOfEpochDay(Math.toIntExact(day.toEpochDay()));
  }

  /** {@link #periodOf(LocalDate)} for a day counted from 1970-01-01. */
  public int periodOfEpochDay(int epochDay) {
    return switch (unit) {
      case DAILY -> epochDay;
      case HOURLY -> Math.multiplyExact(epochDay, HOURS_A_DAY);
      case WEEKLY -> Math.floorDiv(epochDay - firstWeekEnd() + DAYS_A_WEEK - 1, DAYS_A_WEEK);
      case MONTHLY -> {
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        yield (day.getYear() - 1970) * MONTHS_A_YEAR + day.getMonthValue() - 1;
      }
    };
  }

  /**
   * The period of a local time of day. Hourly data are laid on the UTC grid: of the two equal local
   * hours at the end of daylight saving the earlier is meant, and an hour that daylight saving
   * skips is moved forward by its length (the rules of {@link
   * java.time.ZonedDateTime#of(LocalDateTime, ZoneId)}).
   */
  public int periodOf(LocalDateTime time, ZoneId zone) {
    return unit == Unit.HOURLY
        ? periodOf(time.atZone(zone).toInstant())
        : periodOf(time.toLocalDate());
  }

  /** The period of an instant; days, weeks and months are those of UTC. */
  public int periodOf(Instant instant) {
    if (unit == Unit.HOURLY) {
      return Math.toIntExact(Math.floorDiv(instant.getEpochSecond(), SECONDS_AN_HOUR));
    }
    return periodOf(LocalDate.ofInstant(instant, ZoneOffset.UTC));
  }

  /**
   * The date a period is named by in every table: the day itself, a week's last day, a month's
   * first day.
   */
  public LocalDate date(int period) {
    return switch (unit) {
      case DAILY -> LocalDate.ofEpochDay(period);
      case HOURLY -> LocalDate.ofEpochDay(Math.floorDiv(period, HOURS_A_DAY));
      case WEEKLY -> lastDay(period);
      case MONTHLY -> firstDay(period);
    };
  }

  /** The first day that belongs to a period. */
  public LocalDate firstDay(int period) {
    return switch (unit) {
      case DAILY, HOURLY -> date(period);
      case WEEKLY -> lastDay(period).minusDays(DAYS_A_WEEK - 1);
      case MONTHLY -> month(period).atDay(1);
    };
  }

  /** The last day that belongs to a period: from the end of this day on its actual can be known. */
  public LocalDate lastDay(int period) {
    return switch (unit) {
      case DAILY, HOURLY -> date(period);
      case WEEKLY -> LocalDate.ofEpochDay(firstWeekEnd() + (long) period * DAYS_A_WEEK);
      case MONTHLY -> month(period).atEndOfMonth();
    };
  }

  /** When an hourly period starts; for the others the start of their first day (UTC). */
  public Instant start(int period) {
    if (unit == Unit.HOURLY) {
      return Instant.ofEpochSecond((long) period * SECONDS_AN_HOUR);
    }
    return firstDay(period).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The last period that is over at the end of a day. */
  public int lastCompletePeriod(LocalDate day) {
    if (unit == Unit.HOURLY) {
      return periodOf(day) + HOURS_A_DAY - 1;
    }
    int period = periodOf(day);
    return lastDay(period).isAfter(day) ? period - 1 : period;
  }

  /** {@link #lastCompletePeriod(LocalDate)} where a day is one of a zone: of meaning for hours. */
  public int lastCompletePeriod(LocalDate day, ZoneId zone) {
    return unit == Unit.HOURLY
        ? periodOf(day.plusDays(1).atStartOfDay(zone).toInstant()) - 1
        : lastCompletePeriod(day);
  }

  /** {@link #lastDay(int)} where a day is one of a zone: of meaning for hours. */
  public LocalDate lastDay(int period, ZoneId zone) {
    return unit == Unit.HOURLY ? LocalDate.ofInstant(start(period), zone) : lastDay(period);
  }

  /** Periods of the main season: a day of hours, a week of days, a year of weeks or months. */
  public int season() {
    return switch (unit) {
      case HOURLY -> HOURS_A_DAY;
      case DAILY -> DAYS_A_WEEK;
      case WEEKLY -> 52;
      case MONTHLY -> MONTHS_A_YEAR;
    };
  }

  /** Periods of a year, whole seasons of them: 364 days, so that a weekday meets its like. */
  public int year() {
    return switch (unit) {
      case HOURLY -> 364 * HOURS_A_DAY;
      case DAILY -> 364;
      case WEEKLY -> 52;
      case MONTHLY -> MONTHS_A_YEAR;
    };
  }

  private static YearMonth month(int period) {
    return YearMonth.of(
        1970 + Math.floorDiv(period, MONTHS_A_YEAR), Math.floorMod(period, MONTHS_A_YEAR) + 1);
  }

  /** Epoch day of the first week end on or after 1970-01-01, a Thursday. */
  private int firstWeekEnd() {
    return Math.floorMod(weekEndsOn.getValue() - DayOfWeek.THURSDAY.getValue(), DAYS_A_WEEK);
  }
}
