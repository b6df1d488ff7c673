package io.demandforecast.config;

import java.util.List;

/** Lead times that are usual for a frequency: how long replenishment waits for goods. */
final class LeadTimes {
  private LeadTimes() {}

  /**
   * Those no longer than the horizon, in periods; the horizon itself where all are longer.
   *
   * @param frequency as written in the configuration
   */
  static List<Long> within(String frequency, long horizon) {
    List<Long> usual =
        switch (frequency) {
          case "hourly" -> List.of(24L, 48L, 168L);
          case "weekly" -> List.of(2L, 4L, 8L);
          case "monthly" -> List.of(2L, 3L, 6L);
          default -> List.of(7L, 14L, 28L);
        };
    List<Long> within = usual.stream().filter(periods -> periods <= horizon).toList();
    return within.isEmpty() ? List.of(horizon) : within;
  }
}
