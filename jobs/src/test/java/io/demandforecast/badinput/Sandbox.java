package io.demandforecast.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.cli.Main;
import io.demandforecast.config.ConfigLoader;
import io.demandforecast.config.ConfigRequest;
import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.job.RunJob;
import io.demandforecast.job.WarehouseViews;
import io.demandforecast.job.ingest.IngestJob;
import io.demandforecast.job.ingest.RawInputs;
import io.demandforecast.progress.Progress;
import io.demandforecast.source.SourceReader;
import io.demandforecast.table.TableDefinition;
import io.demandforecast.testing.TestRecord;
import io.demandforecast.warehouse.ForeignTables;
import io.demandforecast.warehouse.Warehouse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A folder with raw files, a configuration and a warehouse, and what a person does with them. */
public final class Sandbox {
  /** Trees so small that they are fitted in a moment. */
  public static final String TINY_TRAINING =
      """
      training {
        grid = [{ trees = 2, depth = 2, step = 0.3, bins = 8, min-rows = 5 }]
        baselines = [naive]
        validation.folds = 1
      }
      """;

  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private final SparkSession spark;
  private final Path folder;

  public Sandbox(SparkSession spark, Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /** What a command did. */
  public record Outcome(int code, String out, String err) {

    /** That it failed with a code and a message for a person that holds all of these words. */
    public void assertFailed(ExitCode expected, String... words) {
      assertEquals(expected.code(), code, err);
      assertTrue(err.startsWith("forecast"), err);
      assertFalse(err.contains("\tat ") || err.contains("Exception"), err);
      for (String word : words) {
        assertTrue(err.contains(word), () -> "'" + word + "' is not in: " + err);
      }
    }
  }

  public Path path(String name) {
    return folder.resolve(name);
  }

  /** Puts lines of raw data in place. */
  Path data(String name, List<String> lines) {
    return data(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  public Path data(String name, String... lines) {
    return data(name, Arrays.asList(lines));
  }

  Path data(String name, byte[] bytes) {
    return write(path("data").resolve(name), bytes);
  }

  /** Puts a configuration in place. */
  public Path conf(String... hocon) {
    return write(path("dataset.conf"), String.join("\n", hocon).getBytes(StandardCharsets.UTF_8));
  }

  static Path write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ForecastConfig config(String... hocon) {
    return new ConfigLoader()
        .load(
            new ConfigRequest(
                Optional.of(conf(hocon)),
                List.of(),
                Map.of(),
                Optional.of(path("data").toString()),
                Optional.of(path("warehouse").toString()),
                Optional.empty()))
        .config();
  }

  Warehouse warehouse(ForecastConfig config) {
    return Warehouse.open(spark, config.storage().warehouse(), WarehouseViews.identity(config));
  }

  IngestJob.Result ingest(ForecastConfig config) {
    return IngestJob.run(
        new IngestJob.Input(warehouse(config), config, Optional.empty(), NOW, "test", raw(config)));
  }

  /** Everything: from raw files to a publication. */
  RunJob.Result night(ForecastConfig config, Optional<LocalDate> asOf) {
    return night(config, asOf, NOW);
  }

  /** The same at a time of its own. */
  public RunJob.Result night(ForecastConfig config, Optional<LocalDate> asOf, Instant now) {
    return RunJob.run(
        new RunJob.Input(
            warehouse(config),
            config,
            TestRecord.begin(warehouse(config), config),
            asOf,
            now,
            "test",
            raw(config),
            Progress.silent()));
  }

  private RawInputs raw(ForecastConfig config) {
    return RawInputs.of(
        new SourceReader(spark, config.storage().data(), Map.of(), new ForeignTables(spark)));
  }

  /** Runs a command on this folder's configuration, data and warehouse. */
  public Outcome command(String name, String... more) {
    List<String> args = new ArrayList<>(List.of(name, "-c", path("dataset.conf").toString()));
    args.addAll(List.of("--progress", "none"));
    List<String> given = List.of(more);
    if (!given.contains("-w")) {
      args.addAll(List.of("-w", path("warehouse").toString()));
    }
    if (!given.contains("--data")) {
      args.addAll(List.of("--data", path("data").toString()));
    }
    args.addAll(given);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            args.toArray(String[]::new),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Rows of a table as lines of text, sorted. */
  List<String> rows(ForecastConfig config, TableDefinition table, String... expressions) {
    return lines(warehouse(config).read(table), expressions);
  }

  static List<String> lines(Dataset<Row> rows, String... expressions) {
    return rows.selectExpr(expressions).collectAsList().stream()
        .map(row -> row.mkString(" "))
        .sorted()
        .toList();
  }

  /**
   * Every file of the warehouse that a commit to its data would change: the logs of all tables but
   * that of executions.
   */
  List<String> commits() {
    Path warehouse = path("warehouse");
    if (!Files.isDirectory(warehouse)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(warehouse)) {
      return files
          .map(file -> warehouse.relativize(file).toString())
          .filter(file -> file.contains("_delta_log") && file.endsWith(".json"))
          .filter(file -> !file.startsWith("runs/"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
