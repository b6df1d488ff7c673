package io.demandforecast.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.delta.tables.DeltaTable;
import io.demandforecast.badinput.Sandbox;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.testing.SparkTest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What breaks below a warehouse, and what a person is told of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class FaultsIT extends SparkTest {
  private static final String SHOP =
      """
      name = shop
      horizon = 5
      series.keys = [item]
      inputs.sales {
        path = "sales*.csv"
        columns = [
          { name = day, type = date, required = true }
          { name = item }
          { name = sold, type = decimal }
        ]
        time.column = day
        quantity = sold
      }
      """;
  private static final String COUNT =
      "SELECT count(quantity) AS n, sum(quantity) AS s FROM observations";
  private static final String[] DAMAGED = {
    "a file of a table is missing or damaged", "from a copy of the warehouse"
  };

  private Path folder;
  private Sandbox sandbox;

  @BeforeAll
  void loadOnce(@TempDir Path made) throws IOException {
    runBefore();
    folder = made;
    sandbox = new Sandbox(spark(), folder);
    sandbox.conf(SHOP, Sandbox.TINY_TRAINING);
    List<String> lines = new ArrayList<>(List.of("day,item,sold"));
    for (int day = 0; day < 40; day++) {
      lines.add(LocalDate.of(2024, 1, 1).plusDays(day) + ",tea," + (3 + day % 7));
      lines.add(LocalDate.of(2024, 1, 1).plusDays(day) + ",jam," + (2 + day % 5));
    }
    sandbox.data("sales.csv", lines.toArray(String[]::new));
    assertEquals(0, sandbox.command("ingest").code());
    assertEquals(0, sql(sandbox.path("warehouse")).code());
  }

  @Test
  void aFullDisk() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("small-disk"));
    mount("-t", "tmpfs", "-o", "size=200k", "tmpfs", disk.toString());
    try {
      sandbox
          .command("ingest", "-w", disk.resolve("w").toString())
          .assertFailed(ExitCode.TRANSIENT, "no space is left on a disk", "then run again");
    } finally {
      unmount(disk);
    }
  }

  @Test
  void aWarehouseThatCanOnlyBeRead() throws Exception {
    Path warehouse = copy("read-only");
    mount("--bind", warehouse.toString(), warehouse.toString());
    try {
      mount("-o", "remount,ro,bind", warehouse.toString());
      sandbox
          .command("ingest", "-w", warehouse.toString())
          .assertFailed(
              ExitCode.CONFIGURATION, "Read-only file system", "Check the folder's rights");
      assertEquals(0, sql(warehouse).code());
    } finally {
      unmount(warehouse);
    }
  }

  @Test
  void aDataFileThatIsMissing() throws IOException {
    Path warehouse = copy("missing");
    Files.delete(dataFile(warehouse));
    sql(warehouse).assertFailed(ExitCode.TRANSIENT, DAMAGED);
  }

  @Test
  void aDataFileThatIsCutShort() throws IOException {
    Path warehouse = copy("short");
    Path file = dataFile(warehouse);
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      cut.setLength(cut.length() / 2);
    }
    sql(warehouse).assertFailed(ExitCode.TRANSIENT, DAMAGED);
  }

  @Test
  void aDataFileInWhichABitChanged() throws IOException {
    Path warehouse = copy("bit");
    try (RandomAccessFile file = new RandomAccessFile(dataFile(warehouse).toFile(), "rw")) {
      long middle = file.length() / 2;
      file.seek(middle);
      int one = file.read();
      file.seek(middle);
      file.write(one ^ 1);
    }
    sql(warehouse).assertFailed(ExitCode.TRANSIENT, DAMAGED);
  }

  @Test
  void aCommitThatIsCutShort() throws IOException {
    Path warehouse = copy("commit");
    Path log = warehouse.resolve("observations/_delta_log");
    try (RandomAccessFile cut =
        new RandomAccessFile(log.resolve("%020d.json".formatted(1)).toFile(), "rw")) {
      cut.setLength(cut.length() / 2);
    }
    sql(warehouse).assertFailed(ExitCode.TRANSIENT, DAMAGED);
  }

  @Test
  void aCheckpointThatIsMissingIsDoneWithout() throws IOException {
    Path table = folder.resolve("checkpointed");
    for (int i = 0; i < 4; i++) {
      spark()
          .range(i, i + 1L, 1, 1)
          .write()
          .format("delta")
          .option("delta.checkpointInterval", "2")
          .mode("append")
          .save(table.toString());
    }
    int deleted = 0;
    try (Stream<Path> files = Files.list(table.resolve("_delta_log"))) {
      for (Path file : files.filter(file -> file.toString().contains(".checkpoint.")).toList()) {
        Files.delete(file);
        deleted++;
      }
    }
    Assertions.assertTrue(deleted > 0);
    Path moved = folder.resolve("without-checkpoint");
    Files.move(table, moved);
    assertEquals(4, spark().read().format("delta").load(moved.toString()).count());
  }

  @Test
  void aTableAboveTheWarehouse() throws IOException {
    Path above = Files.createDirectories(folder.resolve("above/_delta_log")).getParent();
    for (String command : List.of("ingest", "status")) {
      sandbox
          .command(command, "-w", above.resolve("w").toString())
          .assertFailed(ExitCode.CONFIGURATION, "lies in a Delta table", "above/_delta_log");
    }
    Assertions.assertTrue(Files.notExists(above.resolve("w")));
  }

  @Test
  void aVacuumWhileAReaderReads() throws IOException {
    Path warehouse = copy("vacuum");
    String table = warehouse.resolve("observations").toString();
    Iterator<Row> reader =
        spark().read().format("delta").load(table).select("quantity").toLocalIterator();
    Assertions.assertTrue(reader.hasNext());
    DeltaTable.forPath(spark(), table).delete();
    DeltaTable.forPath(spark(), table).vacuum();
    int rows = 0;
    while (reader.hasNext()) {
      reader.next();
      rows++;
    }
    assertEquals(80, rows);
    assertEquals(80, spark().read().format("delta").option("versionAsOf", 1).load(table).count());
  }

  private Sandbox.Outcome sql(Path warehouse) {
    return sandbox.command("sql", "-w", warehouse.toString(), COUNT);
  }

  /** The warehouse under another name, so that no session has seen it. */
  private Path copy(String name) throws IOException {
    Path from = sandbox.path("warehouse");
    Path to = folder.resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(
            file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return to;
  }

  private static Path dataFile(Path warehouse) throws IOException {
    try (Stream<Path> files = Files.walk(warehouse.resolve("observations"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("part-.*\\.parquet"))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Mounts, or skips the test where that is not allowed. */
  private static void mount(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("mount"));
    command.addAll(List.of(arguments));
    try {
      Process mount = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said =
          new String(
              mount.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      Assumptions.assumeTrue(mount.waitFor() == 0, "mounting is not allowed here: " + said);
    } catch (IOException e) {
      Assumptions.abort("there is no mount here: " + e.getMessage());
    }
  }

  private static void unmount(Path folder) throws Exception {
    new ProcessBuilder("umount", "-l", folder.toString()).start().waitFor();
  }
}
