package io.demandforecast.feature;

import io.demandforecast.series.Frequency;

/** What the periods of a frequency are called in names. */
final class PeriodWord {
  private PeriodWord() {}

  static String of(Frequency frequency) {
    return switch (frequency.unit()) {
      case HOURLY -> "hours";
      case DAILY -> "days";
      case WEEKLY -> "weeks";
      case MONTHLY -> "months";
    };
  }
}
