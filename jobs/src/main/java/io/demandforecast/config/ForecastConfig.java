package io.demandforecast.config;

import io.demandforecast.series.Frequency;
import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * Everything a run is told, checked and typed: what {@code reference.conf}, the data set's file,
 * the environment and {@code --set} say together.
 *
 * @param name the data set; a warehouse holds one
 * @param frequency the grid of its series
 * @param season periods of the main season
 * @param horizon periods to forecast
 * @param timeZone zone of local times in the raw files; periods of hourly data are UTC
 * @param storage where raw files and tables are
 * @param series what names a series
 * @param inputs raw data, in the order declared
 * @param demand how quantities become demand
 * @param availability when a series could not sell
 * @param features features by their text forms, in order
 * @param training how models are made
 * @param uncertainty quantiles
 * @param publication audits and channel
 * @param maintenance how long what is kept
 * @param report the page that a night writes
 * @param exports where published forecasts are handed to, in the order of their names
 * @param monitoring where figures of each command go
 * @param security where files may be, and where secrets are
 * @param spark settings handed to the Spark session, key to value
 * @param hash SHA-256 of the effective configuration without storage, connections, spark,
 *     publication, maintenance, report, exports, monitoring, security and secrets: what the numbers
 *     depend on
 */
public record ForecastConfig(
    String name,
    Frequency frequency,
    int season,
    int horizon,
    ZoneId timeZone,
    StorageSettings storage,
    SeriesSettings series,
    List<InputSettings> inputs,
    DemandPolicy demand,
    AvailabilitySettings availability,
    List<String> features,
    TrainingSettings training,
    UncertaintySettings uncertainty,
    PublicationSettings publication,
    MaintenanceSettings maintenance,
    ReportSettings report,
    List<ExportSettings> exports,
    MonitoringSettings monitoring,
    SecuritySettings security,
    SparkSettings spark,
    String hash)
    implements Serializable {

  public ForecastConfig {
    inputs = List.copyOf(inputs);
    features = List.copyOf(features);
    exports = List.copyOf(exports);
  }

  /** The same with other settings of training: those that a choice of auto comes to. */
  public ForecastConfig with(TrainingSettings chosen) {
    return new ForecastConfig(
        name,
        frequency,
        season,
        horizon,
        timeZone,
        storage,
        series,
        inputs,
        demand,
        availability,
        features,
        chosen,
        uncertainty,
        publication,
        maintenance,
        report,
        exports,
        monitoring,
        security,
        spark,
        hash);
  }

  /**
   * Where things are.
   *
   * @param data folder (or URI) that the inputs' paths are relative to
   * @param warehouse folder (or URI) of the tables
   * @param leaseExpiry time without a sign of life of a run after which another may take over
   * @param backups folder (or URI) of backups of the tables; empty: it is named when it is needed
   */
  public record StorageSettings(String data, String warehouse, Duration leaseExpiry, String backups)
      implements Serializable {}

  /**
   * What names a series.
   *
   * @param keys key columns: together they are a series' identity
   * @param hierarchy attributes that accuracy is reported by, coarse totals are checked by
   * @param groups groups whose aggregated history is a feature: name and the keys or attributes
   *     that span it
   * @param value covariate (a price) whose product with the quantity weighs a series; empty: the
   *     quantity alone
   */
  public record SeriesSettings(
      List<String> keys, List<String> hierarchy, List<Group> groups, String value)
      implements Serializable {
    public SeriesSettings {
      keys = List.copyOf(keys);
      hierarchy = List.copyOf(hierarchy);
      groups = List.copyOf(groups);
    }
  }

  /**
   * A group of series: all that share the values of {@code by}; no columns: all series of the data
   * set.
   */
  public record Group(String name, List<String> by) implements Serializable {
    public Group {
      by = List.copyOf(by);
    }
  }

  /** Spark's own settings. */
  public record SparkSettings(String master, List<Setting> settings) implements Serializable {
    public SparkSettings {
      settings = List.copyOf(settings);
    }
  }

  /** One key and value. */
  public record Setting(String key, String value) implements Serializable {
    /** Without the value, which may be a secret. */
    @Override
    public String toString() {
      return key;
    }
  }
}
