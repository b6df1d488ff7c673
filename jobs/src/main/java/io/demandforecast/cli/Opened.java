package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.InputSettings;
import io.demandforecast.config.LoadedConfig;
import io.demandforecast.job.Execution;
import io.demandforecast.job.WarehouseViews;
import io.demandforecast.job.ingest.IngestJob;
import io.demandforecast.job.ingest.RawInputs;
import io.demandforecast.log.LogContext;
import io.demandforecast.log.TableUse;
import io.demandforecast.source.PersonalKey;
import io.demandforecast.source.RawInput;
import io.demandforecast.source.SourceFile;
import io.demandforecast.source.SourceReader;
import io.demandforecast.warehouse.ForeignTables;
import io.demandforecast.warehouse.Warehouse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;

/**
 * What commands hand to jobs: the outside world (clock, environment, storage) is asked here and
 * nowhere below.
 */
final class Opened {
  private Opened() {}

  static Warehouse warehouse(SparkSession spark, ForecastConfig config) {
    return Warehouse.open(spark, config.storage().warehouse(), WarehouseViews.identity(config));
  }

  /** A warehouse that is there already. */
  static Warehouse existing(SparkSession spark, ForecastConfig config) {
    return Warehouse.existing(spark, config.storage().warehouse());
  }

  /** An execution of a command that writes: the id is drawn, and no number depends on it. */
  static Execution execution(String command, LoadedConfig loaded) {
    return new Execution(
        "x-" + UUID.randomUUID(),
        command,
        loaded.config(),
        loaded.rendered(),
        Version.ofCode(),
        Libraries.versions(),
        Opened::now);
  }

  static IngestJob.Input ingest(
      Warehouse warehouse, ForecastConfig config, Optional<LocalDate> asOf) {
    return new IngestJob.Input(
        warehouse, config, asOf, now(), Version.ofCode(), raw(warehouse, config));
  }

  static RawInputs raw(Warehouse warehouse, ForecastConfig config) {
    SourceReader reader =
        new SourceReader(
            warehouse.spark(),
            config.storage().data(),
            System.getenv(),
            new ForeignTables(warehouse.spark()),
            personalKey(config));
    return new RawInputs() {
      @Override
      public List<SourceFile> stat(InputSettings input) {
        return reader.stat(input);
      }

      @Override
      public RawInput read(InputSettings input, List<SourceFile> files) {
        LogContext.used(() -> TableUse.raw(reader.place(input, files)));
        return reader.read(input, files);
      }
    };
  }

  /** What personal values are hashed with. */
  static PersonalKey personalKey(ForecastConfig config) {
    return PersonalKey.of(config.security().personalKeyVariable(), System.getenv());
  }

  /** The time of the record. No number depends on it. */
  static Instant now() {
    return Instant.now();
  }
}
