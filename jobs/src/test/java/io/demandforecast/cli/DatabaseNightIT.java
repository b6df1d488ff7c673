package io.demandforecast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.demandforecast.cluster.CommandScript;
import io.demandforecast.cluster.JavaProcess;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.Loads;
import io.demandforecast.table.Observations;
import io.demandforecast.testing.PrivateMariadb;
import io.demandforecast.testing.PrivatePostgres;
import io.demandforecast.testing.PrivateServer;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.testing.TinyShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nights whose sales come from a real database, by the command line: they observe and forecast what
 * nights do that read the same from files.
 */
@Tag("slow")
class DatabaseNightIT extends SparkTest {
  private static final String FILES = "path = \"*.csv\"";

  @TempDir Path folder;

  @Test
  void salesOfPostgresqlGiveTheForecastsOfFiles() throws Exception {
    try (PrivatePostgres postgres = PrivatePostgres.start()) {
      assertSameAsFromFiles(postgres);
    }
  }

  @Test
  void salesOfMariadbGiveTheForecastsOfFiles() throws Exception {
    try (PrivateMariadb mariadb = PrivateMariadb.start()) {
      assertSameAsFromFiles(mariadb);
    }
  }

  private void assertSameAsFromFiles(PrivateServer server) throws Exception {
    TinyShop.write(folder);
    Path file = folder.resolve("data").resolve("1.csv");
    fill(server, file);
    Path shop = folder.resolve("shop.conf");
    Path database = folder.resolve("database.conf");
    String declared = Files.readString(shop);
    Files.writeString(
        database,
        declared.replace(
            FILES,
            ("format = jdbc, jdbc { url = \"%s\", table = sales, partition-column = day,"
                    + " partitions = 2 }")
                .formatted(server.url())));
    assertFalse(declared.equals(Files.readString(database)), "another source");

    run(
        List.of("run", "-c", shop.toString(), "-w", folder.resolve("files").toString()),
        List.of("run", "-c", database.toString(), "-w", folder.resolve("table").toString()),
        // A table has no checksum: it is read again, and nothing of it is new.
        List.of("ingest", "-c", database.toString(), "-w", folder.resolve("table").toString()));

    List<String> observations =
        rows("files", Observations.NAME, "series_id", "date", "quantity", "known_at");
    assertEquals(4 * TinyShop.DAYS, observations.size());
    assertEquals(
        observations,
        rows("table", Observations.NAME, "series_id", "date", "quantity", "known_at"));
    String[] columns = {
      "series_id", "origin_date", "target_date", "lead", "mean", "q10", "q50", "q90", "source"
    };
    List<String> forecasts = rows("files", Forecasts.NAME, columns);
    assertEquals(4 * 3, forecasts.size());
    assertEquals(forecasts, rows("table", Forecasts.NAME, columns));
    assertEquals(
        List.of("160,0,0", "160,160,0"),
        rows("table", Loads.NAME, "rows_read", "accepted", "quarantined"));
  }

  private static void fill(PrivateServer server, Path file) throws IOException, SQLException {
    List<String> rows = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      rows.add(
          "('%s', '%s', '%s', %s, %s)"
              .formatted(fields[0], fields[1], fields[2], fields[3], fields[4]));
    }
    server.execute(
        "CREATE TABLE sales (day date, shop varchar(20), item varchar(20), units int,"
            + " price decimal(9, 2))",
        "INSERT INTO sales VALUES " + String.join(", ", rows));
  }

  @SafeVarargs
  private void run(List<String>... commands) throws Exception {
    List<List<String>> lines = new ArrayList<>();
    for (List<String> command : commands) {
      List<String> line = new ArrayList<>(command);
      line.addAll(List.of("--data", folder.resolve("data").toString(), "--progress", "none"));
      lines.add(line);
    }
    Path script = folder.resolve("script");
    CommandScript.write(script, lines);
    try (JavaProcess process =
        JavaProcess.start(
            folder.resolve("said"),
            Map.of(
                "SPARK_LOCAL_IP", "127.0.0.1",
                "FORECAST_JDBC_USER", PrivateServer.USER,
                "FORECAST_JDBC_PASSWORD", PrivateServer.PASSWORD),
            List.of(
                "-Xmx1g", "-Dforecast.logs=" + folder.resolve("logs"), "-Dspark.master=local[2]"),
            CommandScript.class,
            List.of(script.toString()))) {
      process.join(600);
    }
  }

  /** Columns of a table as text, in any order. */
  private List<String> rows(String warehouse, String table, String... columns) {
    Column[] texts = new Column[columns.length];
    for (int i = 0; i < columns.length; i++) {
      texts[i] = functions.col(columns[i]).cast("string");
    }
    return spark()
        .read()
        .format("delta")
        .load(folder.resolve(warehouse).resolve(table).toString())
        .select(texts)
        .collectAsList()
        .stream()
        .map((Row row) -> row.mkString(","))
        .sorted()
        .toList();
  }
}
