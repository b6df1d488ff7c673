package io.demandforecast.monitor;

import java.util.List;

/**
 * Every metric that is told of: the one place that says its name, meaning, unit (in the name) and
 * labels. All have {@code dataset} and {@code warehouse} besides. All are gauges: they say how it
 * stands when a command has ended.
 *
 * <p>Labels have few values. What is known by series, lead or feature stays in tables.
 */
public enum Metric {
  LAST_END(
      "forecast_last_end_timestamp_seconds",
      "When the command ended last, done or failed.",
      "command"),
  LAST_EXIT_CODE(
      "forecast_last_exit_code", "Exit code that the command ended with last.", "command"),
  LAST_DURATION("forecast_last_duration_seconds", "Time that the command took last.", "command"),
  LAST_STAGE(
      "forecast_last_stage_seconds", "Time that each of its stages took last.", "command", "stage"),
  LAST_SUCCESS(
      "forecast_last_success_timestamp_seconds",
      "When the command did its work last, as the table runs says.",
      "command"),
  NIGHT_INTERVAL(
      "forecast_night_interval_seconds", "Time from one night to the next, as configured."),
  LOAD_AT("forecast_load_timestamp_seconds", "When rows were loaded last."),
  LOAD_ROWS(
      "forecast_load_rows",
      "Rows of the last load: accepted, merged, quarantined or out_of_scope.",
      "input",
      "outcome"),
  LOAD_WARNED("forecast_load_warned_rows", "Rows of the last load that a rule warns of.", "input"),
  PUBLISHED_AT(
      "forecast_publication_timestamp_seconds",
      "When the publication was made that readers of the channel see.",
      "channel"),
  PUBLISHED_AS_OF(
      "forecast_publication_as_of_timestamp_seconds",
      "Its last day of actuals, 00:00 UTC.",
      "channel"),
  PUBLISHED_ROWS("forecast_publication_rows", "Its forecasts.", "channel"),
  PUBLISHED_FALLBACKS(
      "forecast_publication_fallback_share",
      "Share of its forecasts that a fallback made, as audited.",
      "channel"),
  PUBLISHED_MODEL(
      "forecast_publication_model_as_of_timestamp_seconds",
      "Day that its model was trained as of, 00:00 UTC.",
      "channel"),
  ACCURACY_ORIGIN(
      "forecast_accuracy_origin_timestamp_seconds",
      "Origin of the run that accuracy is told of: the newest whose leads are all over, else the"
          + " oldest; 00:00 UTC.",
      "channel",
      "leads"),
  WAPE(
      "forecast_accuracy_wape",
      "Sum of absolute errors over sum of actuals of that run.",
      "channel",
      "leads"),
  NAIVE_WAPE(
      "forecast_accuracy_seasonal_naive_wape",
      "The same of the seasonal naive forecast.",
      "channel",
      "leads"),
  VALUE_ADDED(
      "forecast_accuracy_value_added", "1 - wape / seasonal naive wape.", "channel", "leads"),
  BIAS(
      "forecast_accuracy_bias",
      "Sum of forecast minus actual over sum of actuals of that run.",
      "channel",
      "leads"),
  COVERAGE(
      "forecast_accuracy_coverage",
      "Share of the actuals between the outermost quantiles of that run, ends included.",
      "channel",
      "leads"),
  NOMINAL_COVERAGE(
      "forecast_nominal_coverage", "What this share should be: the outermost levels' distance."),
  AUDIT_PASSED(
      "forecast_audit_passed",
      "Checks of the run audited last: 1 passed, 0 not.",
      "check",
      "severity"),
  AUDIT_VALUE("forecast_audit_value", "What each check measured.", "check"),
  DRIFT_MEASURED(
      "forecast_drift_figures",
      "Figures of the run watched last that were held to something.",
      "metric"),
  DRIFT_BREACHES("forecast_drift_breaches", "Those that did not hold.", "metric"),
  DRIFT_VALUE(
      "forecast_drift_value",
      "Value over all series; of psi that of the feature that drifts most.",
      "metric"),
  DISK_FREE(
      "forecast_warehouse_disk_free_bytes", "Free space of the file system of the warehouse."),
  DISK_SIZE("forecast_warehouse_disk_size_bytes", "Size of that file system.");

  private final String id;
  private final String help;
  private final List<String> labels;

  Metric(String id, String help, String... labels) {
    this.id = id;
    this.help = help;
    this.labels = List.of(labels);
  }

  /** Its name. */
  public String id() {
    return id;
  }

  /** What it means. */
  public String help() {
    return help;
  }

  /** Names of its labels beside those of the warehouse. */
  public List<String> labels() {
    return labels;
  }
}
