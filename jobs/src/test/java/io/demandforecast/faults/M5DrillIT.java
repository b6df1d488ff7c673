package io.demandforecast.faults;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.cli.Main;
import io.demandforecast.cluster.JavaProcess;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.testing.TinyShop;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same on real data, the sales of M5: a run is done again to the bit after a corrected file and
 * another night; nights that were killed come to what one came to that was not.
 */
@Tag("slow")
@Tag("m5")
class M5DrillIT extends SparkTest {
  /** Environment variable: a folder with the competition's files, or a sample of them. */
  private static final String M5 = "FORECAST_M5";

  private static final String CONF =
      Path.of("..", "conf", "datasets", "m5.conf").toAbsolutePath().normalize().toString();
  private static final String SALES = "sales_train_evaluation.csv.gz";
  private static final int SECONDS = 1200;
  private static final int[] KILLED_AFTER = {15, 30, 45};

  @TempDir private Path folder;

  @Test
  void aRunIsDoneAgainAfterACorrectionAndNightsThatWereKilledAreAsOthers() throws Exception {
    String place = System.getenv(M5);
    Assumptions.assumeTrue(
        place != null, M5 + " names no folder with M5's files, which this test needs");
    Path data = Files.createDirectories(folder.resolve("data"));
    try (Stream<Path> files = Files.list(Path.of(place))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, data.resolve(file.getFileName()));
      }
    }
    for (int seconds : KILLED_AFTER) {
      try (JavaProcess night = start("killed", "run")) {
        Thread.sleep(seconds * 1000L);
        night.kill();
      }
    }
    ends("killed", "run");
    ends("w", "run");
    assertEquals(digests("w"), digests("killed"));
    String first = run("w");

    correct(data.resolve(SALES));
    ends("w", "run");
    String second = run("w");
    Assertions.assertNotEquals(first, second);
    String said = ends("w", "replay", first, "--scratch", folder.resolve("s").toString());
    Assertions.assertTrue(said.contains("identical"), said);
  }

  /** Another number of sales on the last day of the first line. */
  private static void correct(Path sales) throws IOException {
    byte[] text;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(sales))) {
      text = in.readAllBytes();
    }
    String[] lines = new String(text, StandardCharsets.UTF_8).split("\n", 3);
    int last = lines[1].lastIndexOf(',');
    lines[1] = lines[1].substring(0, last) + ",17";
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(sales))) {
      out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }
  }

  private String run(String warehouse) {
    Dataset<Row> publications = table(warehouse, "publications");
    return publications
        .orderBy(col("publication_seq").desc())
        .select("run_id")
        .first()
        .getString(0);
  }

  private Dataset<Row> table(String warehouse, String name) {
    return spark().read().format("delta").load(folder.resolve(warehouse).resolve(name).toString());
  }

  /** Rows and a digest of them by table, without what the clock says. */
  private Map<String, String> digests(String warehouse) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> tables = Files.list(folder.resolve(warehouse))) {
      for (Path table : tables.filter(one -> Files.exists(one.resolve("_delta_log"))).toList()) {
        String name = table.getFileName().toString();
        if (name.equals("runs")) {
          continue;
        }
        Dataset<Row> rows = table(warehouse, name);
        Column[] columns =
            Stream.of(rows.columns())
                .filter(column -> !TinyShop.isOfTheClock(column))
                .map(column -> col("`" + column + "`").cast("string"))
                .toArray(Column[]::new);
        digests.put(
            name,
            rows.agg(count(lit(1)), org.apache.spark.sql.functions.bit_xor(xxhash64(columns)))
                .first()
                .toString());
      }
    }
    return digests;
  }

  private String ends(String warehouse, String... words) throws Exception {
    try (JavaProcess process = start(warehouse, words)) {
      process.join(SECONDS);
      return process.said();
    }
  }

  private JavaProcess start(String warehouse, String... command) throws IOException {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("-c", CONF, "--data", folder.resolve("data").toString()));
    words.addAll(List.of("-w", folder.resolve(warehouse).toString(), "--progress", "plain"));
    words.addAll(List.of("--set", "training.engine=xgboost"));
    return JavaProcess.start(
        folder.resolve(warehouse + ".log"),
        Map.of("SPARK_LOCAL_IP", "127.0.0.1"),
        // Long enough for the optimizing compiler, which short processes do without.
        List.of("-Xmx4g", "-XX:TieredStopAtLevel=4", "-Dforecast.logs=" + folder),
        Main.class,
        words);
  }
}
