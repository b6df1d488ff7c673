package io.demandforecast.killed;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.cluster.JavaProcess;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.testing.TinyShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.io.TempDir;

/**
 * A warehouse whose every command was killed with SIGKILL at every point it has, or at some of
 * them, and started again each time, holds what one holds whose commands never died.
 */
abstract class KilledTest extends SparkTest {
  private static final int SECONDS = 300;
  private static final int SIGKILL = 128 + 9;

  /** Warehouses whose commands die, each at the half of the points. */
  private static final List<String> KILLED = List.of("killed-0", "killed-1");

  /** Said of each execution: those that were killed are there too. */
  private static final String RUNS = "runs";

  @TempDir private Path folder;
  private QuickStart quick;
  private int every;

  /**
   * @param names commands, in the order in which they are run
   * @param every 1: at every point, each of which has to be reached; n: at one of n
   * @param atLeast points that are to be reached
   */
  void holdsTheSame(List<String> names, int every, int atLeast) throws Exception {
    this.every = every;
    quick = new QuickStart(Files.createDirectories(folder.resolve("jars")));
    TinyShop.write(folder);
    Map<String, Set<String>> deaths = new LinkedHashMap<>();
    for (String name : names) {
      List<String> command = command(name);
      assertEquals(
          0, process("untouched", command, folder.resolve("none")), () -> said("untouched"));
      deaths.put(name, killedEverywhere(command));
    }

    List<String> points = deaths.values().stream().flatMap(Set::stream).toList();
    int all = points.size();
    deaths.forEach((name, at) -> System.out.println(name + " was killed at " + at.size()));
    System.out.println("killed at " + all + " points");
    Assertions.assertTrue(all >= atLeast, deaths::toString);
    for (String table : List.of("observations", "forecasts", "publications", "models")) {
      Assertions.assertTrue(Files.exists(folder.resolve("untouched").resolve(table)), table);
    }
    long seen = 0;
    for (String warehouse : KILLED) {
      TinyShop.assertSame(spark(), folder.resolve("untouched"), folder.resolve(warehouse));
      seen += executionsWithoutEnd(warehouse);
    }
    // Killed before the first row of its record, or after the last, a command left no trace of it.
    long silent = points.stream().filter(point -> point.contains(" of " + RUNS + ":")).count();
    long traces = seen;
    Assertions.assertTrue(traces <= all && traces >= all - silent, traces + " of " + all);
  }

  /** The words of a command, and what has happened before it. */
  private List<String> command(String name) throws IOException {
    return switch (name) {
      case "run" -> List.of(name, "--as-of", TinyShop.day(TinyShop.DAYS - 1).toString());
      case "ingest" -> {
        // A day more, a correction, and a line that is set aside.
        Path file = folder.resolve("data/2.csv");
        TinyShop.days(file, TinyShop.DAYS, 1, 21);
        Files.writeString(
            file,
            TinyShop.day(7) + ",North,tea,99,2\n12,North,tea,1,2\n",
            StandardOpenOption.APPEND);
        yield List.of(name);
      }
      case "publish" -> List.of(name, "--as-of", TinyShop.day(TinyShop.DAYS).toString());
      case "backtest" -> List.of(name, "--origins", TinyShop.day(TinyShop.DAYS - 5).toString());
      default -> throw new IllegalArgumentException(name);
    };
  }

  /**
   * Starts a command in each of the two warehouses until it ends by itself.
   *
   * @return points that it was killed at
   */
  private Set<String> killedEverywhere(List<String> command) throws Exception {
    ExecutorService rows = Executors.newFixedThreadPool(KILLED.size());
    Set<String> reached = new TreeSet<>();
    try {
      List<Future<Set<String>>> all = new ArrayList<>();
      for (String warehouse : KILLED) {
        all.add(rows.submit(() -> killedUntilItEnds(warehouse, command)));
      }
      for (Future<Set<String>> one : all) {
        reached.addAll(one.get());
      }
    } finally {
      rows.shutdownNow();
    }
    if (every == 1) {
      assertEverywhere(command.get(0), reached);
    }
    return reached;
  }

  private static void assertEverywhere(String command, Set<String> reached) {
    for (String table : tablesOf(command)) {
      for (String when : List.of("before", "within", "after")) {
        Assertions.assertTrue(
            reached.contains("commit 1 of " + table + ": " + when),
            () -> "never killed " + when + " a commit of " + table + ": " + reached);
      }
    }
    Assertions.assertTrue(
        reached.stream().anyMatch(point -> point.startsWith("stage ")), reached::toString);
  }

  /** Points that it was killed at, each once. */
  private Set<String> killedUntilItEnds(String warehouse, List<String> command) throws Exception {
    Path points = folder.resolve(warehouse + "." + command.get(0) + ".points");
    int code;
    do {
      int before = Points.read(points).size();
      code = process(warehouse, command, points);
      if (code == SIGKILL) {
        assertEquals(before + 1, Points.read(points).size());
        assertWhole(warehouse);
      }
    } while (code == SIGKILL);
    assertEquals(0, code, () -> said(warehouse));
    return Points.read(points);
  }

  /** Tables that a command writes. */
  private static List<String> tablesOf(String command) {
    return switch (command) {
      case "run" ->
          List.of(
              "runs",
              "observations",
              "covariates",
              "series",
              "loads",
              "panel",
              "models",
              "forecasts",
              "forecast_totals",
              "features",
              "audits",
              "publications");
      case "ingest" -> List.of("runs", "observations", "quarantine", "loads");
      case "publish" -> List.of("runs", "panel", "forecasts", "audits", "publications");
      default -> List.of("runs", "panel", "models", "forecasts", "publications", "accuracy");
    };
  }

  /** Nothing half-made is published at any time. */
  private void assertWhole(String warehouse) throws IOException {
    if (!Files.exists(
        folder.resolve(warehouse + "/publications/_delta_log/" + "0".repeat(20) + ".json"))) {
      return;
    }
    Dataset<Row> published = table(warehouse, "publications").select("run_id", "rows");
    Dataset<Row> counted = table(warehouse, "forecasts").groupBy("run_id").count();
    assertEquals(
        0,
        published
            .join(counted, published.col("run_id").equalTo(counted.col("run_id")), "left")
            .where(col("count").isNull().or(col("count").notEqual(col("rows"))))
            .count());
  }

  /** Executions that the record shows as begun and not ended. */
  private long executionsWithoutEnd(String warehouse) {
    Dataset<Row> runs = table(warehouse, RUNS);
    return runs.where(col("event").equalTo("started")).count()
        - runs.where(col("event").isin("finished", "failed")).count();
  }

  private int process(String warehouse, List<String> command, Path points) throws Exception {
    List<String> words = new ArrayList<>(command);
    words.addAll(TinyShop.options(folder, folder.resolve(warehouse)));
    List<String> options = new ArrayList<>(quick.options());
    options.addAll(
        List.of(
            "-Xmx700m",
            "-XX:+UseSerialGC",
            "-Dspark.master=local[1]",
            "-Dspark.sql.shuffle.partitions=1",
            "-Dspark.databricks.delta.snapshotPartitions=1",
            // Rows so few are not worth a compiler's time, nor queries so small a second plan.
            "-Dspark.sql.codegen.wholeStage=false",
            "-Dspark.sql.codegen.factoryMode=NO_CODEGEN",
            "-Dspark.sql.adaptive.enabled=false",
            "-Dspark.ui.enabled=false",
            "-Dforecast.logs=" + folder,
            "-D" + Points.FILE + "=" + points));
    boolean dies = KILLED.contains(warehouse);
    if (dies) {
      options.add("-D" + Points.ROW + "=" + KILLED.indexOf(warehouse));
      options.add("-D" + Points.EVERY + "=" + every);
      options.add("-Dspark.delta.logStore.file.impl=" + KillingLogStore.class.getName());
    }
    try (JavaProcess process =
        JavaProcess.start(
            folder.resolve(warehouse + ".log"),
            Map.of("SPARK_LOCAL_IP", "127.0.0.1"),
            options,
            quick.classPath(),
            dies ? KilledProcess.class : io.demandforecast.cli.Main.class,
            words)) {
      return process.ended(SECONDS);
    }
  }

  private String said(String warehouse) {
    try {
      return Files.readString(folder.resolve(warehouse + ".log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private Dataset<Row> table(String warehouse, String name) {
    return spark().read().format("delta").load(folder.resolve(warehouse).resolve(name).toString());
  }
}
