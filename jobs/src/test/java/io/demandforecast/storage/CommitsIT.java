package io.demandforecast.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.cluster.JavaProcess;
import io.demandforecast.storage.FaultyProxy.Fault;
import io.demandforecast.testing.SparkTest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was committed is in the table once, whoever else writes and whatever the network does. */
@Tag("slow")
class CommitsIT extends SparkTest {
  private static final int ROWS = 50;
  private static final int FAULTY_ROWS = 30;
  private static final int SECONDS = 300;

  @TempDir Path folder;

  @Test
  void twoDriversOnALocalFileSystemKeepEveryRow() throws Exception {
    twoDriversKeepEveryRow(folder.resolve("table").toUri().toString(), Map.of());
  }

  @Test
  void twoDriversOnAnObjectStoreKeepEveryRow() throws Exception {
    try (S3Server server = S3Server.start(folder, "two-drivers")) {
      twoDriversKeepEveryRow(
          "s3a://two-drivers/table", S3Server.settings("two-drivers", server.endpoint()));
    }
  }

  @Test
  void errorsSlowDownsResetsLatencyAndLostAnswersLoseAndDoubleNothing() throws Exception {
    FaultyProxy.Plan plan =
        (number, method, path) -> {
          boolean commit = method.equals("PUT") && path.matches(".*/_delta_log/\\d{20}\\.json");
          if (commit && number % 2 == 0) {
            return Fault.LOST_ANSWER;
          }
          return switch (number % 23) {
            case 3 -> Fault.ERROR_500;
            case 8 -> Fault.SLOW_DOWN_503;
            case 13 -> Fault.RESET;
            case 18 -> Fault.LATENCY;
            default -> Fault.NONE;
          };
        };
    try (S3Server server = S3Server.start(folder, "faults");
        FaultyProxy proxy = FaultyProxy.before(server.endpoint(), plan)) {
      find("faults", proxy.endpoint());
      String table = "s3a://faults/table";
      for (int row = 0; row < FAULTY_ROWS; row++) {
        Appends.append(spark(), table, "a", row);
      }

      assertEquals(expected("a", FAULTY_ROWS), rows(table));
      assertEquals(
          FAULTY_ROWS, io.delta.tables.DeltaTable.forPath(spark(), table).history().count());
      for (Fault fault : Fault.values()) {
        Assertions.assertTrue(proxy.count(fault) > 4, fault + ": " + proxy.count(fault));
      }
    }
  }

  private void twoDriversKeepEveryRow(String table, Map<String, String> settings) throws Exception {
    settings.forEach(this::set);
    spark().range(0).selectExpr("'' AS writer", "id AS row").write().format("delta").save(table);
    try (JavaProcess one = appends(table, "a", "b", settings);
        JavaProcess other = appends(table, "b", "a", settings)) {
      one.join(SECONDS);
      other.join(SECONDS);
    }

    List<String> all = new ArrayList<>(expected("a", ROWS));
    all.addAll(expected("b", ROWS));
    assertEquals(all, rows(table));
    assertEquals(
        1 + 2 * ROWS, io.delta.tables.DeltaTable.forPath(spark(), table).history().count());
  }

  private JavaProcess appends(String table, String name, String other, Map<String, String> settings)
      throws Exception {
    List<String> options = new ArrayList<>(S3Server.options(settings));
    options.add("-Xmx600m");
    Path ready = Files.createDirectories(folder.resolve("ready"));
    return JavaProcess.start(
        folder.resolve(name + ".log"),
        Map.of("SPARK_LOCAL_IP", "127.0.0.1"),
        options,
        Appends.class,
        List.of(table, name, other, "" + ROWS, ready.toString()));
  }

  private void find(String bucket, URI endpoint) {
    S3Server.settings(bucket, endpoint).forEach(this::set);
  }

  private void set(String key, String value) {
    spark()
        .sparkContext()
        .hadoopConfiguration()
        .set(key.substring("spark.hadoop.".length()), value);
  }

  private List<String> rows(String table) {
    return spark()
        .read()
        .format("delta")
        .load(table)
        .orderBy("writer", "row")
        .collectAsList()
        .stream()
        .map(Row::mkString)
        .toList();
  }

  private static List<String> expected(String writer, int count) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      rows.add(writer + row);
    }
    return rows;
  }
}
