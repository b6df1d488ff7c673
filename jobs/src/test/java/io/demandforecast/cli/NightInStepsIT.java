package io.demandforecast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.demandforecast.table.Accuracy;
import io.demandforecast.table.Audits;
import io.demandforecast.table.Drift;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.Publications;
import io.demandforecast.testing.SparkTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scheduler submits a night in three commands: they leave what one command leaves. */
@Tag("slow")
class NightInStepsIT extends SparkTest {
  @TempDir Path folder;

  @Test
  void threeCommandsLeaveWhatOneDoes() {
    succeeds("demo-data", data(), "--stores", "2", "--items", "6", "--days", "200");
    for (String day : List.of("2025-12-20", "2025-12-21")) {
      night("whole", day, "run");
      night("steps", day, "ingest");
      night("steps", day, "predict", "--train-when-due");
      assertEquals(published("whole") - 1, published("steps"));
      night("steps", day, "publish");
    }

    assertEquals(2, published("steps"));
    for (String table : List.of(Forecasts.NAME, Accuracy.NAME, Drift.NAME, Audits.NAME)) {
      assertFalse(rows("whole", table).isEmpty(), table);
      assertEquals(rows("whole", table), rows("steps", table), table);
    }
    assertEquals(2, pages("whole").size());
    assertEquals(pages("whole"), pages("steps"));
    aPersonLooksAtIt();
  }

  /** What is told of the two nights afterwards. */
  private void aPersonLooksAtIt() {
    String warehouse = folder.resolve("whole").toString();
    String page = folder.resolve("night.html").toString();
    succeeds("report", page, "-c", CommandLineRun.DEMO, "-w", warehouse);
    Assertions.assertTrue(Files.exists(Path.of(page)), page);
    refuses("there is no folder", "report", folder + "/none/night.html", "-w", warehouse);
    refuses("is a folder. Name a file", "report", folder.toString(), "-w", warehouse);
    refuses("no record tells of run r-1", "report", "--run", "r-1", page, "-w", warehouse);

    String status = succeeds("status", "-c", CommandLineRun.DEMO, "-w", warehouse);
    Assertions.assertTrue(
        status.contains("1 run scored up to 2025-12-21: WAPE 0."), "at a glance: " + status);
    Assertions.assertTrue(status.contains("(nominal 95.0 %)"), status);

    Row forecast = spark().read().format("delta").load(warehouse + "/" + Forecasts.NAME).first();
    String explained =
        succeeds(
            "explain",
            "-c",
            CommandLineRun.DEMO,
            "-w",
            warehouse,
            "--run",
            forecast.getAs("run_id"),
            "--series",
            "store_id=" + forecast.getAs("store_id"),
            "--series",
            "item_id=" + forecast.getAs("item_id"),
            "--date",
            forecast.getAs("target_date").toString());
    Assertions.assertTrue(
        explained.matches("(?s).*\nHistory   [\u2581-\u2588\u00b7]+\\|[\u2581-\u2588]+ .*"),
        explained);
  }

  private Set<String> pages(String warehouse) {
    // Beside each lies a hidden checksum, as Hadoop writes on local folders.
    String[] names =
        folder
            .resolve(warehouse)
            .resolve("reports")
            .toFile()
            .list((parent, name) -> !name.startsWith("."));
    return names == null ? Set.of() : Set.of(names);
  }

  private void night(String warehouse, String day, String... command) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("-c", CommandLineRun.DEMO, "--as-of", day, "--data", data()));
    words.addAll(List.of("-w", folder.resolve(warehouse).toString()));
    succeeds(words.toArray(String[]::new));
  }

  private static String succeeds(String... words) {
    CommandLineRun run = CommandLineRun.of(words);
    assertEquals(0, run.code(), () -> List.of(words) + ": " + run.err());
    return run.out();
  }

  private static void refuses(String why, String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("-c", CommandLineRun.DEMO));
    CommandLineRun run = CommandLineRun.of(line.toArray(String[]::new));
    Assertions.assertTrue(
        run.code() == 3 || run.code() == 4, () -> List.of(words) + ": " + run.out());
    Assertions.assertTrue(run.err().contains(why), run.err());
  }

  private int published(String warehouse) {
    boolean never = Files.notExists(folder.resolve(warehouse).resolve(Publications.NAME));
    return never ? 0 : rows(warehouse, Publications.NAME).size();
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  /** Rows as text, in any order: no column of these tables is a clock. */
  private List<String> rows(String warehouse, String table) {
    List<Row> rows =
        spark()
            .read()
            .format("delta")
            .load(folder.resolve(warehouse).resolve(table).toString())
            .collectAsList();
    return rows.stream().map(Row::mkString).sorted().toList();
  }
}
