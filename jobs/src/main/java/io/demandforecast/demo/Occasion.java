package io.demandforecast.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;

/** A day of the year that people shop for, or on which shops are closed. No two fall together. */
enum Occasion {
  NEW_YEAR("new_year", Kind.PUBLIC_HOLIDAY, 2, 0.4),
  EPIPHANY("epiphany", Kind.REGIONAL_HOLIDAY, 1, 0.2),
  VALENTINES_DAY("valentines_day", Kind.OBSERVANCE, 2, 0.3),
  EASTER("easter", Kind.PUBLIC_HOLIDAY, 6, 0.8),
  LABOUR_DAY("labour_day", Kind.PUBLIC_HOLIDAY, 1, 0.4),
  MOTHERS_DAY("mothers_day", Kind.OBSERVANCE, 2, 0.4),
  MIDSUMMER_SALE("midsummer_sale", Kind.SHOPPING, 0, 0.5),
  BLACK_FRIDAY("black_friday", Kind.SHOPPING, 0, 1.0),
  CHRISTMAS("christmas", Kind.PUBLIC_HOLIDAY, 12, 1.0),
  BOXING_DAY("boxing_day", Kind.PUBLIC_HOLIDAY, 0, 0.0);

  /** What sort of day it is. */
  enum Kind {
    /** All stores are closed; people buy in the days before. */
    PUBLIC_HOLIDAY("public_holiday"),
    /** The stores of one region are closed. */
    REGIONAL_HOLIDAY("regional_holiday"),
    /** Open, and bought for. */
    OBSERVANCE("observance"),
    /** Open, a day of bargains. */
    SHOPPING("shopping");

    final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  /** No occasion is shopped for earlier than this many days before it. */
  static final int LONGEST_LEAD_IN = 12;

  private static final Region REGION_OF_REGIONAL_HOLIDAYS = Region.SOUTH;

  final String label;
  final Kind kind;
  private final int leadIn;
  private final double strength;

  Occasion(String label, Kind kind, int leadIn, double strength) {
    this.label = label;
    this.kind = kind;
    this.leadIn = leadIn;
    this.strength = strength;
  }

  /** Its day in a year. */
  LocalDate in(int year) {
    return switch (this) {
      case NEW_YEAR -> LocalDate.of(year, Month.JANUARY, 1);
      case EPIPHANY -> LocalDate.of(year, Month.JANUARY, 6);
      case VALENTINES_DAY -> LocalDate.of(year, Month.FEBRUARY, 14);
      case EASTER -> easter(year);
      case LABOUR_DAY -> LocalDate.of(year, Month.MAY, 1);
      case MOTHERS_DAY -> nth(2, DayOfWeek.SUNDAY, year, Month.MAY);
      case MIDSUMMER_SALE -> nth(3, DayOfWeek.SATURDAY, year, Month.JUNE);
      case BLACK_FRIDAY -> nth(4, DayOfWeek.FRIDAY, year, Month.NOVEMBER);
      case CHRISTMAS -> LocalDate.of(year, Month.DECEMBER, 25);
      case BOXING_DAY -> LocalDate.of(year, Month.DECEMBER, 26);
    };
  }

  /** Whether the stores of a region are closed on it. */
  boolean closes(Region region) {
    return kind == Kind.PUBLIC_HOLIDAY
        || (kind == Kind.REGIONAL_HOLIDAY && region == REGION_OF_REGIONAL_HOLIDAYS);
  }

  /** What it adds to a department's log demand so many days before it; 0 days: on the day. */
  double lift(Department department, int daysBefore) {
    if (daysBefore > leadIn) {
      return 0;
    }
    double appeal = kind == Kind.SHOPPING ? department.shopping : department.festive;
    return appeal * strength * (leadIn + 1 - daysBefore) / (leadIn + 1);
  }

  private static LocalDate nth(int n, DayOfWeek day, int year, Month month) {
    return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(n, day));
  }

  /** Easter Sunday (Meeus, "Astronomical Algorithms", chapter 8). */
  private static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return LocalDate.of(year, n / 31, n % 31 + 1);
  }
}
