package io.demandforecast.report;

import java.util.List;

/**
 * Everything that a report shows, as numbers: what the tables say of a run. What is not known is
 * null, or an empty list; the page says then what will fill it.
 *
 * @param dataSet name of the data set
 * @param frequency of its periods: hourly, daily, weekly, monthly
 * @param season periods of the main season
 * @param horizon periods that are forecast
 * @param channel whose publications are scored
 * @param valueColumn covariate that errors are weighted by; empty: units
 * @param run what ran
 * @param quality what was loaded and set aside
 * @param accuracy of what was published in the channel, once actuals arrived
 * @param outOfFold how the model did at the rolling origins of its training
 * @param drift how the model is watched
 * @param importances features of the model, the most important first
 * @param series history and forecast of a choice of series
 */
public record ReportData(
    String dataSet,
    String frequency,
    int season,
    int horizon,
    String channel,
    String valueColumn,
    RunFacts run,
    QualityFacts quality,
    AccuracyFacts accuracy,
    OutOfFoldFacts outOfFold,
    DriftFacts drift,
    List<Importance> importances,
    SeriesFacts series) {

  public ReportData {
    importances = List.copyOf(importances);
  }

  /** A feature's share in the gain of all splits. */
  public record Importance(String feature, double share) {}
}
