package io.demandforecast.warehouse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class WarehouseFolderTest {
  private static final WarehouseIdentity SHOPS =
      new WarehouseIdentity("shops", List.of("shop", "item"), List.of("region"));

  @TempDir Path folder;

  @Test
  void aNewFolderBecomesAWarehouseAndIsKnownAgain() {
    at("new/deep").claim(SHOPS);
    at("new/deep").claim(SHOPS);
    at("new/deep").requireClaimed();
    assertTrue(Files.exists(folder.resolve("new/deep/_warehouse.json")));
  }

  @Test
  void anEmptyFolderBecomesAWarehouse() throws IOException {
    Files.createDirectory(folder.resolve("empty"));
    at("empty").claim(SHOPS);
    at("empty").requireClaimed();
    assertTrue(Files.exists(folder.resolve("empty/_warehouse.json")));
  }

  @Test
  void aWarehouseOfOtherDataIsRefusedAndBothAreNamed() {
    at("w").claim(SHOPS);
    for (WarehouseIdentity other :
        List.of(
            new WarehouseIdentity("m5", List.of("shop", "item"), List.of("region")),
            new WarehouseIdentity("shops", List.of("shop"), List.of("region")),
            new WarehouseIdentity("shops", List.of("shop", "item"), List.of()))) {
      String message = refusal(ExitCode.CONFIGURATION, () -> at("w").claim(other));
      assertTrue(message.contains("made for other data"), message);
      assertTrue(message.contains("\"dataset\":\"shops\",\"keys\":\"shop,item\""), message);
      assertTrue(message.contains("\"dataset\":\"" + other.dataset() + "\""), message);
    }
  }

  @Test
  void aFileIsNoWarehouse() throws IOException {
    Files.writeString(folder.resolve("file"), "x");
    String message = refusal(ExitCode.CONFIGURATION, () -> at("file").claim(SHOPS));
    assertTrue(message.contains("is a file"), message);
    assertEquals("x", Files.readString(folder.resolve("file")));
  }

  @Test
  void aFolderWithOtherFilesIsNoWarehouseAndStaysAsItIs() throws IOException {
    Files.createDirectory(folder.resolve("home"));
    Files.writeString(folder.resolve("home/letter.txt"), "x");
    String message = refusal(ExitCode.CONFIGURATION, () -> at("home").claim(SHOPS));
    assertTrue(message.contains("files that are not this system's"), message);
    assertEquals(List.of("letter.txt"), names("home"));
  }

  @Test
  void aWarehouseThatIsNotThereIsSaidToBeMissing() {
    String message = refusal(ExitCode.DATA_CONTRACT, () -> at("nothing").requireClaimed());
    assertTrue(message.contains("there is no warehouse at"), message);
    assertTrue(Files.notExists(folder.resolve("nothing")));
  }

  @Test
  void anEmptyNameIsNoPath() {
    refusal(ExitCode.CONFIGURATION, () -> WarehouseFolder.at("", new Configuration()));
  }

  @Test
  void aFileIsWrittenWholeInThePlaceOfTheLast() throws IOException {
    WarehouseFolder warehouse = at("w");
    warehouse.claim(SHOPS);
    warehouse.write("models/m1/model.bin", new byte[] {1, 2, 3});
    warehouse.write("models/m1/model.bin", new byte[] {4});
    assertArrayEquals(new byte[] {4}, warehouse.read("models/m1/model.bin"));
    assertEquals(List.of("model.bin"), names("w/models/m1"));
  }

  @Test
  void theMarkerIsOneLineThatSaysWhatTheWarehouseHolds() throws IOException {
    at("w").claim(SHOPS);
    assertEquals(
        """
        {"format":2,"dataset":"shops","keys":"shop,item","attributes":"region"}
        """,
        Files.readString(folder.resolve("w/_warehouse.json"), StandardCharsets.UTF_8));
  }

  @Test
  void aFolderWithinATableIsNoWarehouse() throws IOException {
    at("table/w").claim(SHOPS);
    Files.createDirectory(folder.resolve("table/_delta_log"));
    for (Executable action :
        List.<Executable>of(
            () -> at("table/w").claim(SHOPS),
            () -> at("table/w").requireClaimed(),
            () -> at("table/new").claim(SHOPS))) {
      String message = refusal(ExitCode.CONFIGURATION, action);
      assertTrue(message.contains("lies in a Delta table"), message);
      assertTrue(message.contains("table/_delta_log"), message);
    }
    assertTrue(Files.notExists(folder.resolve("table/new")));
  }

  @Test
  void runsThatMakeTheSameWarehouseAtOnceAgree() throws Exception {
    List<Callable<Boolean>> runs = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      runs.add(
          () -> {
            at("w").claim(SHOPS);
            return true;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(runs.size());
    try {
      for (Future<Boolean> run : threads.invokeAll(runs)) {
        assertTrue(run.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(List.of("_warehouse.json"), names("w"));
  }

  private WarehouseFolder at(String name) {
    return WarehouseFolder.at(folder.resolve(name).toString(), new Configuration());
  }

  /** Names of a folder's files, without the checksums that a local Hadoop file system keeps. */
  private List<String> names(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> !file.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }

  private static String refusal(ExitCode code, Executable action) {
    ForecastException refused = assertThrows(ForecastException.class, action);
    assertEquals(code, refused.exitCode());
    return refused.getMessage();
  }
}
