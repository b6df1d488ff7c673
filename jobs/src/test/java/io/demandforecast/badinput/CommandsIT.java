package io.demandforecast.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.table.Runs;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.warehouse.LeaseHolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Commands that cannot do what they are asked: they say why, and leave everything as it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class CommandsIT extends SparkTest {
  private static final String SHOP =
      """
      name = shop
      series.keys = [item]
      inputs.sales {
        path = sales.csv
        columns = [
          { name = day, type = date, required = true }
          { name = item }
          { name = sold, type = decimal }
        ]
        time.column = day
        quantity = sold
      }
      """;

  private Sandbox sandbox;
  private List<String> before;

  @BeforeAll
  void loadOnce(@TempDir Path folder) {
    runBefore();
    sandbox = new Sandbox(spark(), folder);
    sandbox.data("sales.csv", "day,item,sold", "2024-01-01,A,3", "2024-01-31,A,4");
    sandbox.conf(SHOP);
    assertEquals(0, sandbox.command("ingest").code());
    before = sandbox.commits();
  }

  @Test
  void aMisspeltKey() {
    Sandbox other = new Sandbox(spark(), sandbox.path("misspelt"));
    other.conf(SHOP, "training.sead = 3");

    other
        .command("run")
        .assertFailed(
            ExitCode.CONFIGURATION,
            "dataset.conf line 14",
            "training.sead",
            "did you mean 'seed'?");
    assertFalse(Files.exists(other.path("warehouse")));
  }

  @Test
  void aMisspeltOption() {
    sandbox
        .command("run", "--asof", "2024-01-31")
        .assertFailed(ExitCode.USAGE, "--asof", "Did you mean --as-of?");
  }

  @Test
  void anAsOfDayBeforeTheData() {
    sandbox
        .command("run", "--as-of", "2019-12-31")
        .assertFailed(
            ExitCode.DATA_CONTRACT,
            "as-of 2019-12-31 lies outside the data, which go from 2024-01-01 to 2024-01-31",
            "Give a day in between with --as-of");
    assertEquals(before, sandbox.commits());
  }

  @Test
  void anAsOfDayLongAfterTheData() {
    sandbox
        .command("run", "--as-of", "2024-03-01")
        .assertFailed(ExitCode.DATA_CONTRACT, "as-of 2024-03-01 lies outside the data");
    assertEquals(before, sandbox.commits());
  }

  @Test
  void anAsOfDayThatIsNone() {
    sandbox.command("run", "--as-of", "2023-02-29").assertFailed(ExitCode.USAGE, "2023-02-29");
  }

  @Test
  void aWarehouseThatIsAFile() throws IOException {
    Path file = Files.writeString(sandbox.path("file"), "mine");

    sandbox
        .command("run", "-w", file.toString())
        .assertFailed(ExitCode.CONFIGURATION, file.toString(), "is a file", "Name a folder");
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void aFolderOfSomebodyElse() throws IOException {
    Path mine = Sandbox.write(sandbox.path("mine/letter.txt"), new byte[] {1});

    sandbox
        .command("run", "-w", mine.getParent().toString())
        .assertFailed(ExitCode.CONFIGURATION, "holds files that are not this system's");
    try (var files = Files.list(mine.getParent())) {
      assertEquals(List.of(mine), files.toList());
    }
  }

  @Test
  void theWarehouseOfAnotherDataSet() {
    Sandbox other = new Sandbox(spark(), sandbox.path("kiosk"));
    other.conf(SHOP.replace("name = shop", "name = kiosk"));

    other
        .command("run", "-w", sandbox.path("warehouse").toString())
        .assertFailed(ExitCode.CONFIGURATION, "was made for other data", "shop", "kiosk");
    assertEquals(before, sandbox.commits());
  }

  @Test
  void aWarehouseThatCannotBeMade() throws IOException {
    Path file = Files.writeString(sandbox.path("in-the-way"), "mine");
    Path readOnly = Files.createDirectory(sandbox.path("read-only"));

    sandbox
        .command("run", "-w", file.resolve("warehouse").toString())
        .assertFailed(ExitCode.CONFIGURATION, "cannot be written", "or name another with -w");
    // An administrator may write everywhere: there the rights of the folder show nothing.
    Assertions.assertTrue(readOnly.toFile().setWritable(false));
    if (!Files.isWritable(readOnly)) {
      sandbox
          .command("run", "-w", readOnly.resolve("warehouse").toString())
          .assertFailed(ExitCode.CONFIGURATION, "cannot be written", "Check the folder's rights");
    }
  }

  @Test
  void twoRunsAtOnceOnOneWarehouse() throws IOException, InterruptedException {
    Process other = LeaseHolder.start(sandbox.path("warehouse"), Duration.ofMinutes(5));
    try {
      List<String> executions = executions();
      sandbox
          .command("run")
          .assertFailed(ExitCode.TRANSIENT, "another run is writing warehouse", "then run again");
      assertEquals(before, sandbox.commits());
      assertEquals(executions, executions());
    } finally {
      other.outputWriter().close();
      Assertions.assertTrue(other.waitFor(20, TimeUnit.SECONDS));
    }
    assertEquals(0, sandbox.command("ingest").code());
  }

  private List<String> executions() {
    ForecastConfig config = sandbox.config(SHOP);
    return sandbox.rows(config, Runs.definition(), "execution_id", "event", "exit_code", "message");
  }

  @Test
  void everyExecutionSaysHowItEnded() {
    int earlier = executions().size();
    sandbox.command("run", "--as-of", "2024-03-01").assertFailed(ExitCode.DATA_CONTRACT);

    List<String> events =
        sandbox.rows(
            sandbox.config(SHOP),
            Runs.definition(),
            "at",
            "command",
            "event",
            "exit_code",
            "message LIKE 'as-of 2024-03-01 lies outside the data%'",
            "config LIKE '%horizon = %'",
            "array_join(sort_array(map_keys(tables_read)), ',')");
    assertEquals(earlier + 2, events.size());
    String end = events.get(events.size() - 1);
    String start = events.get(events.size() - 2);
    Assertions.assertTrue(start.contains(" run started null null true null"), start);
    Assertions.assertTrue(end.contains(" run failed 4 true null loads,observations"), end);
    String status = sandbox.command("status").out();
    Assertions.assertTrue(
        status.contains("run failed with code 4: as-of 2024-03-01 lies outside"), status);
  }

  @Test
  void aWarehouseWithoutAnyRow() {
    sandbox
        .command("train", "-w", sandbox.path("new-warehouse").toString())
        .assertFailed(ExitCode.DATA_CONTRACT, "forecast");
  }
}
