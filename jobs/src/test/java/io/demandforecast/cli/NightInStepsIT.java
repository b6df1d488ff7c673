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
import org.apache.spark.sql.Row;
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
  }

  private void night(String warehouse, String day, String... command) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("-c", CommandLineRun.DEMO, "--as-of", day, "--data", data()));
    words.addAll(List.of("-w", folder.resolve(warehouse).toString()));
    succeeds(words.toArray(String[]::new));
  }

  private static void succeeds(String... words) {
    CommandLineRun run = CommandLineRun.of(words);
    assertEquals(0, run.code(), () -> List.of(words) + ": " + run.err());
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
