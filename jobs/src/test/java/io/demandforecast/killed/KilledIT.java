package io.demandforecast.killed;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.cluster.JavaProcess;
import io.demandforecast.testing.SparkTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A warehouse whose every command was killed with SIGKILL at every point it has, and started again
 * each time, holds what one holds whose commands never died.
 */
@Tag("slow")
class KilledIT extends SparkTest {
  private static final String SHOP =
      """
      name = killed
      horizon = 3
      series { keys = [shop, item], hierarchy = [shop] }
      inputs.sales {
        path = "*.csv"
        columns = [
          { name = day, type = date, required = true }, { name = shop }, { name = item }
          { name = units, type = integer }, { name = price, type = decimal }
        ]
        time.column = day
        quantity = units
        covariates { price { column = price, known-ahead = true } }
      }
      features = [last_value_0, rolling_mean_7, weekday, lead, covariate_price]
      training {
        engine = mllib
        grid = [{ trees = 2, depth = 2, step = 0.3, bins = 8, min-rows = 5 }]
        baselines = [naive]
        validation.folds = 1
        min-history = 14
        retrain-after-days = 30
      }
      uncertainty { quantiles = [0.1, 0.5, 0.9], min-errors = 5 }
      """;

  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  private static final int DAYS = 40;
  private static final int SECONDS = 300;
  private static final int SIGKILL = 128 + 9;

  /** What a command cannot say twice alike: clocks, durations, and versions of tables. */
  private static final Set<String> OF_THE_CLOCK =
      Set.of("loaded_at", "published_at", "at", "seconds", "table_versions");

  /** Deaths at most before the first and after the last word of the four commands. */
  private static final int SILENT = 13;

  /** Said of each execution: those that were killed are there too. */
  private static final String RUNS = "runs";

  @TempDir private Path folder;

  @Test
  void killedEverywhereAndStartedAgainItHoldsTheSame() throws Exception {
    Path conf = Files.writeString(folder.resolve("shop.conf"), SHOP);
    Path data = Files.createDirectories(folder.resolve("data"));
    write(data.resolve("1.csv"), 0, DAYS, 20);
    Map<String, Integer> deaths = new LinkedHashMap<>();
    List<List<String>> commands =
        List.of(
            List.of("run", "--as-of", day(DAYS - 1).toString()),
            List.of("ingest"),
            List.of("publish", "--as-of", day(DAYS).toString()),
            List.of("backtest", "--origins", day(DAYS - 5).toString()));
    for (List<String> command : commands) {
      if (command.get(0).equals("ingest")) {
        // A day more, a correction, and a line that is set aside.
        write(data.resolve("2.csv"), DAYS, 1, 21);
        Files.writeString(
            data.resolve("2.csv"),
            Files.readString(data.resolve("2.csv"))
                + day(7)
                + ",North,tea,99,2\n12,North,tea,1,2\n");
      }
      assertEquals(0, process("untouched", conf, data, command, folder.resolve("none")));
      deaths.put(command.get(0), killedEverywhere(conf, data, command));
    }

    int all = deaths.values().stream().mapToInt(Integer::intValue).sum();
    System.out.println("killed at: " + deaths + ", in all " + all);
    Assertions.assertTrue(all >= 50, deaths::toString);
    Map<String, List<String>> expected = contents("untouched");
    Map<String, List<String>> found = contents("killed");
    assertEquals(expected.keySet(), found.keySet());
    Assertions.assertTrue(
        expected.keySet().containsAll(Set.of("forecasts", "publications", "models", "accuracy")));
    expected.forEach((table, rows) -> assertEquals(rows, found.get(table), table));
    // Killed before its first word, or after its last, a command left no trace of its death.
    long seen = executionsWithoutEnd();
    Assertions.assertTrue(seen <= all && seen >= all - SILENT, seen + " of " + all);
  }

  /**
   * Starts a command until it ends by itself.
   *
   * @return how often it was killed
   */
  private int killedEverywhere(Path conf, Path data, List<String> command) throws Exception {
    Path points = folder.resolve(command.get(0) + ".points");
    int code;
    int starts = 0;
    do {
      int before = Points.read(points).size();
      code = process("killed", conf, data, command, points);
      starts++;
      if (code == SIGKILL) {
        assertEquals(before + 1, Points.read(points).size());
        assertWhole();
      }
    } while (code == SIGKILL);
    assertEquals(0, code, () -> said("killed"));
    Set<String> reached = new TreeSet<>(Points.read(points));
    for (String table : tablesOf(command.get(0))) {
      for (String when : List.of("before", "within", "after")) {
        Assertions.assertTrue(
            reached.contains("commit 1 of " + table + ": " + when),
            () -> "never killed " + when + " a commit of " + table + ": " + reached);
      }
    }
    Assertions.assertTrue(
        reached.stream().anyMatch(point -> point.startsWith("stage ")), reached::toString);
    return starts - 1;
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
  private void assertWhole() throws IOException {
    if (!Files.exists(
        folder.resolve("killed/publications/_delta_log/" + "0".repeat(20) + ".json"))) {
      return;
    }
    Dataset<Row> published = table("killed", "publications").select("run_id", "rows");
    Dataset<Row> counted = table("killed", "forecasts").groupBy("run_id").count();
    assertEquals(
        0,
        published
            .join(counted, published.col("run_id").equalTo(counted.col("run_id")), "left")
            .where(col("count").isNull().or(col("count").notEqual(col("rows"))))
            .count());
  }

  /** Executions that the record shows as begun and not ended. */
  private long executionsWithoutEnd() {
    Dataset<Row> runs = table("killed", RUNS);
    return runs.where(col("event").equalTo("started")).count()
        - runs.where(col("event").isin("finished", "failed")).count();
  }

  private int process(String warehouse, Path conf, Path data, List<String> command, Path points)
      throws Exception {
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of("-c", conf.toString(), "--data", data.toString()));
    words.addAll(List.of("-w", folder.resolve(warehouse).toString(), "--progress", "plain"));
    List<String> options = new ArrayList<>();
    options.addAll(
        List.of(
            "-Xmx700m",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Dspark.master=local[2]",
            "-Dspark.sql.shuffle.partitions=1",
            "-Dspark.databricks.delta.snapshotPartitions=1",
            "-Dforecast.logs=" + folder,
            "-D" + Points.FILE + "=" + points));
    if (warehouse.equals("killed")) {
      options.add("-Dspark.delta.logStore.file.impl=" + KillingLogStore.class.getName());
    }
    try (JavaProcess process =
        JavaProcess.start(
            folder.resolve(warehouse + ".log"),
            Map.of("SPARK_LOCAL_IP", "127.0.0.1"),
            options,
            warehouse.equals("killed") ? KilledProcess.class : io.demandforecast.cli.Main.class,
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

  /** Every table but that of executions, as sorted lines without what the clock says. */
  private Map<String, List<String>> contents(String warehouse) throws IOException {
    Map<String, List<String>> contents = new TreeMap<>();
    try (Stream<Path> tables = Files.list(folder.resolve(warehouse))) {
      for (Path table : tables.filter(one -> Files.exists(one.resolve("_delta_log"))).toList()) {
        String name = table.getFileName().toString();
        if (!name.equals(RUNS)) {
          Dataset<Row> rows = table(warehouse, name);
          Column[] texts =
              Stream.of(rows.columns())
                  .filter(column -> !OF_THE_CLOCK.contains(column))
                  .map(column -> col("`" + column + "`").cast("string"))
                  .toArray(Column[]::new);
          contents.put(
              name,
              rows.select(texts).collectAsList().stream().map(Row::mkString).sorted().toList());
        }
      }
    }
    return contents;
  }

  private Dataset<Row> table(String warehouse, String name) {
    return spark().read().format("delta").load(folder.resolve(warehouse).resolve(name).toString());
  }

  private static void write(Path file, int from, int days, int seed) throws IOException {
    java.util.Random random = new java.util.Random(seed);
    StringBuilder text = new StringBuilder("day,shop,item,units,price\n");
    for (int i = from; i < from + days; i++) {
      for (String shop : List.of("North", "South")) {
        for (String item : List.of("tea", "jam")) {
          text.append(day(i)).append(',').append(shop).append(',').append(item).append(',');
          text.append(5 + random.nextInt(6)).append(",2\n");
        }
      }
    }
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private static LocalDate day(int number) {
    return FIRST.plusDays(number);
  }
}
