package io.demandforecast.demo;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The days of a demo, counted from its first, and what every series knows of them. Days up to
 * {@code salesDays} have sales, the rest up to {@code days} are planned only.
 */
final class DemoCalendar {
  private static final double DAYS_A_YEAR = 365.2425;
  private static final int MONTHS_A_YEAR = 12;
  private static final int DAYS_A_WEEK = 7;

  /** Weekday of 1970-01-01, Monday being 0. */
  private static final int THURSDAY = 3;

  private final int first;
  private final int salesDays;
  private final int days;
  private final Map<Integer, Occasion> occasions = new HashMap<>();
  private final byte[][] texts;
  private final Map<Department, double[]> effects = new EnumMap<>(Department.class);

  DemoCalendar(LocalDate lastSalesDay, int salesDays, int horizon) {
    this.first = Math.toIntExact(lastSalesDay.toEpochDay()) - salesDays + 1;
    this.salesDays = salesDays;
    this.days = salesDays + horizon;
    this.texts = new byte[days][];
    for (int day = 0; day < days; day++) {
      texts[day] = date(day).toString().getBytes(StandardCharsets.UTF_8);
    }
    // A feast after the last planned day still fills the shops before it.
    int lastYear = date(days - 1).getYear() + 1;
    for (int year = date(0).getYear(); year <= lastYear; year++) {
      for (Occasion occasion : Occasion.values()) {
        occasions.put(Math.toIntExact(occasion.in(year).toEpochDay()), occasion);
      }
    }
    for (Department department : Department.values()) {
      effects.put(department, effectsOn(department));
    }
  }

  /** Number of the week of an epoch day: weeks start on Monday, the one of 1970-01-01 is 0. */
  static int weekOf(int epochDay) {
    return Math.floorDiv(epochDay + THURSDAY, DAYS_A_WEEK);
  }

  /** Epoch day of the Monday of a week. */
  static int monday(int week) {
    return week * DAYS_A_WEEK - THURSDAY;
  }

  /** Days with sales. */
  int salesDays() {
    return salesDays;
  }

  /** Days with sales and days planned. */
  int days() {
    return days;
  }

  /** Days since 1970-01-01 of a day. */
  int epochDay(int day) {
    return first + day;
  }

  LocalDate date(int day) {
    return LocalDate.ofEpochDay(first + (long) day);
  }

  /** A day as it is written. */
  byte[] text(int day) {
    return texts[day];
  }

  /** 0 for Monday to 6 for Sunday. */
  int weekday(int day) {
    return Math.floorMod(first + day + THURSDAY, DAYS_A_WEEK);
  }

  /** Number of the week that a day of the demo is in. */
  int week(int day) {
    return weekOf(first + day);
  }

  Optional<Occasion> occasion(int day) {
    return Optional.ofNullable(occasions.get(first + day));
  }

  /** What weekday, time of the year and feasts add to a department's log demand, a day. */
  double[] effects(Department department) {
    return effects.get(department);
  }

  private double[] effectsOn(Department department) {
    double[] effect = new double[days];
    double peak = 2 * StrictMath.PI * department.peak / MONTHS_A_YEAR;
    for (int day = 0; day < days; day++) {
      double angle = 2 * StrictMath.PI * (first + day) / DAYS_A_YEAR;
      effect[day] =
          department.weekday(weekday(day))
              + department.yearly * StrictMath.cos(angle - peak)
              + lift(department, first + day);
    }
    return effect;
  }

  private double lift(Department department, int epochDay) {
    double lift = 0;
    for (int left = 0; left <= Occasion.LONGEST_LEAD_IN; left++) {
      Occasion occasion = occasions.get(epochDay + left);
      if (occasion != null) {
        lift += occasion.lift(department, left);
      }
    }
    return lift;
  }
}
