package io.demandforecast.config;

import java.time.format.DateTimeFormatter;

/** Patterns of dates in raw files. */
final class DatePattern {
  private DatePattern() {}

  /** Notes a pattern that java.time does not understand; the empty one means ISO 8601. */
  static void check(Section section, String key, String pattern) {
    try {
      var unused = DateTimeFormatter.ofPattern(pattern);
    } catch (IllegalArgumentException e) {
      section.problem(
          key, "expected a date pattern such as dd.MM.yyyy (java.time): " + e.getMessage());
    }
  }
}
