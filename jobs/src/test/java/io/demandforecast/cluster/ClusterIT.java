package io.demandforecast.cluster;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.demandforecast.table.ForecastTotals;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.Models;
import io.demandforecast.table.Panel;
import io.demandforecast.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same data, inside one process and on a cluster of two workers, through the command line. */
@Tag("slow")
class ClusterIT extends SparkTest {
  private static final String DEMO =
      Path.of("..", "conf", "datasets", "demo.conf").toAbsolutePath().normalize().toString();
  private static final int SECONDS = 900;
  private static final int WORKERS = 2;

  /** The engine whose stored model is asked in both places. */
  private static final String STORED = "mllib";

  /** Settings that models are trained with, by a name. */
  private static final Map<String, List<String>> ENGINES =
      new TreeMap<>(
          Map.of(
              "mllib", List.of("training.engine=mllib"),
              "xgboost-1", List.of("training.engine=xgboost", "training.workers=1"),
              "xgboost-2", List.of("training.engine=xgboost", "training.workers=2")));

  @TempDir private Path folder;

  /**
   * Beside the training of each engine, one stored model is asked on the cluster: that it answers
   * the same must not hang on the cluster's training.
   */
  @Test
  void aClusterTrainsAndForecastsWhatOneProcessDoes() throws Exception {
    List<String> embedded = List.of("-Dspark.master=local[2]");
    String data = folder.resolve("data").toString();
    run(
        "loading",
        embedded,
        List.of(
            List.of("demo-data", data, "--stores", "3", "--items", "12", "--days", "300"),
            command("ingest", "loaded", List.of())));
    for (String engine : ENGINES.keySet()) {
      copy("loaded", engine);
      copy("loaded", engine + "-cluster");
    }
    run("embedded", embedded, trained("", List.of()));
    copy(STORED, "scored");
    remove(folder.resolve("scored").resolve(Forecasts.NAME));
    remove(folder.resolve("scored").resolve(ForecastTotals.NAME));
    // What two cores made, one makes again: panel, training and forecasts. Two workers need two.
    run(
        "replays",
        List.of("-Dspark.master=local[1]"),
        List.of(replay("mllib"), replay("xgboost-1")));
    runOnCluster();

    assertSame(STORED, "scored", Forecasts.NAME);
    assertSame(STORED, "scored", ForecastTotals.NAME);
    for (String engine : ENGINES.keySet()) {
      // Trees won, or their fits would not be compared.
      Assertions.assertTrue(
          model(engine, Models.CHAMPION).contains(engine.split("-", -1)[0]), engine);
      for (String column : List.of(Models.CHAMPION, Models.CROSS_VALIDATION, Models.CHECKSUM)) {
        assertEquals(model(engine, column), model(engine + "-cluster", column), engine);
      }
      assertSame(engine, engine + "-cluster", Panel.NAME);
      assertSame(engine, engine + "-cluster", Forecasts.NAME);
      assertSame(engine, engine + "-cluster", ForecastTotals.NAME);
    }
  }

  private void runOnCluster() throws Exception {
    try (StandaloneCluster cluster =
        StandaloneCluster.start(Files.createDirectory(folder.resolve("cluster")), WORKERS)) {
      List<String> master = List.of("--master", cluster.master());
      List<List<String>> lines = new ArrayList<>();
      List<String> scored = command("predict", "scored", ENGINES.get(STORED));
      scored.addAll(master);
      lines.add(scored);
      lines.addAll(trained("-cluster", master));
      // And the other way round: what one process made, the cluster makes again.
      for (String engine : ENGINES.keySet()) {
        List<String> replayed = replay(engine);
        replayed.addAll(master);
        lines.add(replayed);
      }
      run("cluster", cluster.driverOptions(), lines);
      assertEquals(WORKERS, cluster.workersUsed());
    }
  }

  /** Command lines that train and then forecast with each engine. */
  private List<List<String>> trained(String where, List<String> options) {
    List<List<String>> lines = new ArrayList<>();
    ENGINES.forEach(
        (engine, settings) -> {
          lines.add(command("train", engine + where, settings));
          lines.add(command("predict", engine + where, settings));
        });
    lines.forEach(line -> line.addAll(options));
    return lines;
  }

  /** A command line that does the only run of a warehouse again; it fails where that differs. */
  private List<String> replay(String engine) {
    List<String> words = command("replay", engine, List.of());
    words.add(1, table(engine, Forecasts.NAME).select(Forecasts.RUN_ID).first().getString(0));
    words.addAll(List.of("--scratch", folder.resolve("scratch").toString()));
    return words;
  }

  private List<String> command(String name, String warehouse, List<String> settings) {
    List<String> words = new ArrayList<>(List.of(name, "-c", DEMO, "--progress", "none"));
    words.addAll(List.of("--data", folder.resolve("data").toString()));
    words.addAll(List.of("-w", folder.resolve(warehouse).toString()));
    settings.forEach(setting -> words.addAll(List.of("--set", setting)));
    return words;
  }

  private void run(String name, List<String> options, List<List<String>> lines) throws Exception {
    Path script = folder.resolve(name + ".txt");
    CommandScript.write(script, lines);
    List<String> all = new ArrayList<>(List.of("-Xmx1500m", "-Dforecast.logs=" + folder));
    all.addAll(options);
    try (JavaProcess process =
        JavaProcess.start(
            folder.resolve(name + ".log"),
            Map.of("SPARK_LOCAL_IP", StandaloneCluster.LOOPBACK),
            all,
            CommandScript.class,
            List.of(script.toString()))) {
      process.join(SECONDS);
    }
  }

  private void copy(String from, String to) throws IOException {
    Path source = folder.resolve(from);
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(to).resolve(source.relativize(file).toString()));
      }
    }
  }

  private static void remove(Path table) throws IOException {
    try (Stream<Path> files = Files.walk(table)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Dataset<Row> table(String warehouse, String name) {
    return spark().read().format("delta").load(folder.resolve(warehouse).resolve(name).toString());
  }

  /** That two tables hold the same rows: doubles as text name their bits. */
  private void assertSame(String one, String other, String table) {
    List<String> expected = lines(table(one, table));
    assertFalse(expected.isEmpty(), table);
    assertEquals(expected, lines(table(other, table)), other + "/" + table);
  }

  private static List<String> lines(Dataset<Row> rows) {
    Column[] texts =
        Stream.of(rows.columns())
            .map(name -> col("`" + name + "`").cast("string"))
            .toArray(Column[]::new);
    return rows.select(texts).collectAsList().stream().map(Row::mkString).sorted().toList();
  }

  /** A column of the only model of a warehouse, as text. */
  private String model(String warehouse, String column) {
    List<Row> models =
        table(warehouse, Models.NAME).select(col(column).cast("string")).collectAsList();
    assertEquals(1, models.size(), warehouse);
    return models.get(0).getString(0);
  }
}
