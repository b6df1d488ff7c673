package io.demandforecast.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.badinput.Sandbox;
import io.demandforecast.storage.S3Server;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.testing.TinyShop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The drill: two nights, the second after a corrected file, a backup, the warehouse destroyed,
 * restored elsewhere, and the first night's run done again to the bit.
 */
@Tag("slow")
class DisasterDrillIT extends SparkTest {
  @TempDir private Path folder;
  private Sandbox sandbox;

  @BeforeEach
  void shop() throws IOException {
    TinyShop.write(folder.resolve("made"));
    sandbox = new Sandbox(spark(), folder);
    sandbox.conf(Files.readString(folder.resolve("made/shop.conf")));
    sandbox.data(
        "1.csv", Files.readAllLines(folder.resolve("made/data/1.csv")).toArray(String[]::new));
  }

  @Test
  void aDestroyedWarehouseIsRestoredAndItsFirstRunDoneAgain() throws Exception {
    Path warehouse = folder.resolve("w");
    drill(warehouse.toString(), folder.resolve("backups").toString(), () -> delete(warehouse));
  }

  @Test
  void theSameOnAnObjectStore() throws Exception {
    try (S3Server server = S3Server.start(folder, "drill")) {
      Configuration hadoop = spark().sparkContext().hadoopConfiguration();
      S3Server.settings("drill", server.endpoint())
          .forEach((key, value) -> hadoop.set(key.substring("spark.hadoop.".length()), value));
      drill(
          "s3a://drill/w",
          "s3a://drill/backups",
          () ->
              Assertions.assertTrue(
                  FileSystem.get(URI.create("s3a://drill/"), hadoop)
                      .delete(new org.apache.hadoop.fs.Path("s3a://drill/w"), true)));
    }
  }

  /** What destroys a warehouse. */
  private interface Disaster {
    void strikes() throws IOException;
  }

  private void drill(String warehouse, String backups, Disaster disaster) throws Exception {
    answers("run", "-w", warehouse, "--as-of", TinyShop.day(TinyShop.DAYS - 1).toString());
    String first = run(warehouse);
    TinyShop.days(folder.resolve("data/1.csv"), 0, TinyShop.DAYS, 21);
    TinyShop.days(folder.resolve("data/2.csv"), TinyShop.DAYS, 1, 22);
    answers("run", "-w", warehouse, "--as-of", TinyShop.day(TinyShop.DAYS).toString());
    Assertions.assertFalse(run(warehouse).equals(first));
    List<String> published = published(warehouse);
    answers("backup", backups, "-w", warehouse);

    disaster.strikes();
    long start = System.nanoTime();
    // No command made a new, empty one: what is gone is said to be gone.
    Sandbox.Outcome gone = sandbox.command("status", "-w", warehouse);
    Assertions.assertTrue(gone.code() != 0, gone.out());
    answers("restore", backups, "-w", warehouse);
    assertEquals(published, published(warehouse));
    System.out.printf("restored in %.1f s%n", (System.nanoTime() - start) / 1e9);
    String replayed =
        answers("replay", first, "-w", warehouse, "--scratch", folder.resolve("s").toString());
    Assertions.assertTrue(replayed.contains("identical"), replayed);
  }

  private String answers(String command, String... words) {
    Sandbox.Outcome outcome = sandbox.command(command, words);
    assertEquals(0, outcome.code(), () -> command + ": " + outcome.err());
    return outcome.out();
  }

  /** The run whose forecasts are current. */
  private String run(String warehouse) {
    return query(warehouse, "SELECT DISTINCT run_id FROM forecast_current").get(1);
  }

  private List<String> published(String warehouse) {
    return query(
        warehouse, "SELECT channel, publication_seq, run_id, rows FROM publications ORDER BY ALL");
  }

  private List<String> query(String warehouse, String sql) {
    return answers("sql", "-w", warehouse, "--format", "csv", sql).lines().toList();
  }

  private static void delete(Path warehouse) throws IOException {
    try (Stream<Path> files = Files.walk(warehouse)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
