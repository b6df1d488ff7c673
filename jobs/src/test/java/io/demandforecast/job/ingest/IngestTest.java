package io.demandforecast.job.ingest;

import io.demandforecast.config.ConfigLoader;
import io.demandforecast.config.ConfigRequest;
import io.demandforecast.config.ForecastConfig;
import io.demandforecast.panel.PanelPlan;
import io.demandforecast.source.DeltaTables;
import io.demandforecast.source.PersonalKey;
import io.demandforecast.source.SourceReader;
import io.demandforecast.table.Covariates;
import io.demandforecast.table.Loads;
import io.demandforecast.table.Observations;
import io.demandforecast.table.Quarantine;
import io.demandforecast.table.TableDefinition;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.warehouse.Warehouse;
import io.demandforecast.warehouse.WarehouseIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;

/** Files and a configuration on disk, loaded into a warehouse on disk. */
abstract class IngestTest extends SparkTest {
  static final String LONG_TARGET =
      """
      name = shop
      frequency = daily
      series.keys = [item]
      inputs.sales {
        path = sales
        columns = [
          { name = day, type = date, required = true }
          { name = item }
          { name = sold, type = decimal }
        ]
        time.column = day
        quantity = sold
      }
      """;

  private static final Instant LOADED_AT = Instant.parse("2024-05-01T06:00:00Z");

  @TempDir Path folder;
  private Warehouse warehouse;
  private String warehouseFolder = "warehouse";

  /** Puts a file of raw data in place. */
  void file(String name, String... lines) {
    try {
      Path file = folder.resolve("data").resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ForecastConfig config(String... hocon) {
    try {
      Path file = folder.resolve("dataset.conf");
      Files.writeString(file, String.join("\n", hocon));
      return new ConfigLoader().load(ConfigRequest.of(file)).config();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  IngestJob.Result ingest(ForecastConfig config) {
    return ingest(config, Optional.empty());
  }

  IngestJob.Result ingest(ForecastConfig config, Optional<LocalDate> asOf) {
    return IngestJob.run(
        new IngestJob.Input(
            warehouse(config), config, asOf, LOADED_AT, "test", RawInputs.of(reader())));
  }

  private SourceReader reader() {
    return new SourceReader(
        spark(),
        folder.resolve("data").toString(),
        Map.of(),
        new DeltaTables() {
          @Override
          public long latestVersion(String path) {
            throw new UnsupportedOperationException();
          }

          @Override
          public Dataset<Row> read(String path, long version) {
            throw new UnsupportedOperationException();
          }
        },
        personalKey());
  }

  /** What personal columns are hashed with: a test of them has one. */
  PersonalKey personalKey() {
    return PersonalKey.none();
  }

  /** Has all that follows be loaded into another warehouse, or one that was left before. */
  void into(String name) {
    warehouseFolder = name;
    warehouse = null;
  }

  Warehouse warehouse(ForecastConfig config) {
    if (warehouse == null) {
      List<String> keys = config.series().keys();
      warehouse =
          Warehouse.open(
              spark(),
              folder.resolve(warehouseFolder).toString(),
              new WarehouseIdentity(
                  config.name(),
                  keys,
                  PanelPlan.attributesOf(config).stream().filter(a -> !keys.contains(a)).toList()));
    }
    return warehouse;
  }

  /** The rows of a table as lines of text, sorted. */
  List<String> rows(ForecastConfig config, TableDefinition table, String... columns) {
    return warehouse(config).read(table).selectExpr(columns).collectAsList().stream()
        .map(row -> row.mkString(" "))
        .sorted()
        .toList();
  }

  List<String> observations(ForecastConfig config) {
    return rows(
        config,
        Observations.definition(config.series().keys()),
        "series_id",
        "date",
        "quantity",
        "load_seq");
  }

  List<String> covariates(ForecastConfig config) {
    return rows(
        config,
        Covariates.definition(),
        "covariate",
        "scope",
        "scope_key",
        "from_date",
        "to_date",
        "coalesce(text, string(value), '-')",
        "known_at",
        "load_seq");
  }

  List<String> series(ForecastConfig config) {
    TableDefinition table =
        LoadWriter.seriesTable(
            new IngestJob.Input(
                warehouse(config), config, Optional.empty(), LOADED_AT, "test", null));
    return rows(
        config,
        table,
        Arrays.stream(table.schema().fieldNames())
            .map(name -> "coalesce(string(`" + name + "`), '-')")
            .toArray(String[]::new));
  }

  List<String> quarantine(ForecastConfig config) {
    return rows(config, Quarantine.definition(), "input", "file", "line", "rule", "reason", "raw");
  }

  Map<String, Long> versions(ForecastConfig config) {
    return warehouse(config)
        .versions(
            Observations.definition(config.series().keys()),
            Covariates.definition(),
            Quarantine.definition(),
            Loads.definition());
  }
}
