package io.demandforecast.feature;

import io.demandforecast.series.Frequency.Unit;
import io.demandforecast.series.PanelLayout;

/** Lengths that follow from a data set's frequency. */
final class SeasonLengths {
  private static final int DAYS_A_WEEK = 7;
  private static final int HOURS_A_WEEK = 168;

  private SeasonLengths() {}

  static int year(PanelLayout layout) {
    return layout.frequency().year();
  }

  /**
   * Periods of a week.
   *
   * @throws IllegalArgumentException where a period is a week or more
   */
  static int week(PanelLayout layout) {
    return switch (layout.frequency().unit()) {
      case DAILY -> DAYS_A_WEEK;
      case HOURLY -> HOURS_A_WEEK;
      case WEEKLY, MONTHLY ->
          throw new IllegalArgumentException(
              "weekdays say nothing about "
                  + PeriodWord.of(layout.frequency())
                  + "; write same_season instead of same_weekday");
    };
  }

  /** Periods between the points that are looked at around a year ago. */
  static int step(PanelLayout layout) {
    Unit unit = layout.frequency().unit();
    return unit == Unit.DAILY || unit == Unit.HOURLY ? week(layout) : 1;
  }

  /** Periods that make a level: long enough to even out a week, short against a year. */
  static int window(PanelLayout layout) {
    return switch (layout.frequency().unit()) {
      case HOURLY -> HOURS_A_WEEK;
      case DAILY -> 4 * DAYS_A_WEEK;
      case WEEKLY -> 4;
      case MONTHLY -> 3;
    };
  }

  /** Seasons that make a seasonal index: few where a season is a year. */
  static int seasons(PanelLayout layout) {
    Unit unit = layout.frequency().unit();
    return unit == Unit.DAILY || unit == Unit.HOURLY ? 4 : 2;
  }
}
