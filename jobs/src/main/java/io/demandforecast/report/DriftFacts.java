package io.demandforecast.report;

import java.util.List;

/**
 * How the model that forecasts is watched.
 *
 * @param measured figures of the run's night
 * @param breached those beyond what they are held to
 * @param findings the breached first, then those nearest to it; a bounded number
 * @param nights the figures over all series, night by night; of features the largest
 */
public record DriftFacts(long measured, long breached, List<Finding> findings, List<Night> nights) {

  public DriftFacts {
    findings = List.copyOf(findings);
    nights = List.copyOf(nights);
  }

  /** A figure that is held to a threshold. */
  public record Finding(
      String metric,
      String segment,
      String segmentValue,
      String feature,
      double value,
      double threshold,
      boolean breached,
      long rows) {}

  /** A figure of a night. */
  public record Night(String asOf, String metric, double value, double threshold) {}
}
