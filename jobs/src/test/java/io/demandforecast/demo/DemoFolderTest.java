package io.demandforecast.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {
  private static final DemoSize TINY = new DemoSize(1, 6, 30, 7);

  @TempDir Path folder;

  @Test
  void aFolderWithoutADemoHoldsNone() {
    assertEquals(Optional.empty(), DemoData.in(folder.resolve("absent")));
    assertEquals(Optional.empty(), DemoData.in(folder));
  }

  @Test
  void aWholeDemoIsRecognised() {
    DemoSummary written = new DemoData(TINY, 3).write(folder);
    assertEquals(Optional.of(written), DemoData.in(folder));
  }

  @Test
  void writingTheSameAgainChangesNothing() throws IOException {
    DemoSummary written = new DemoData(TINY, 3).write(folder);
    Path sales = folder.resolve("sales-0001.csv.gz");
    Object before = Files.getLastModifiedTime(sales);
    assertEquals(written, new DemoData(TINY, 3).write(folder));
    assertEquals(before, Files.getLastModifiedTime(sales));
  }

  @Test
  void anotherDemoIsNotOverwritten() throws IOException {
    new DemoData(TINY, 3).write(folder);
    Map<String, String> before = new DemoTables(folder).checksums();
    ForecastException refused =
        assertThrows(ForecastException.class, () -> new DemoData(TINY, 4).write(folder));
    assertEquals(ExitCode.USAGE, refused.exitCode());
    assertTrue(refused.getMessage().contains("seed 3"), refused.getMessage());
    assertEquals(before, new DemoTables(folder).checksums());
  }

  @Test
  void whatAnInterruptedWritingLeftIsWrittenAnew() throws IOException {
    Path interrupted = Files.createDirectory(folder.resolve("interrupted"));
    Files.writeString(interrupted.resolve("demo-data.incomplete"), "");
    Files.writeString(interrupted.resolve("sales-0009.csv.gz"), "half a fi");
    Files.writeString(interrupted.resolve("notes.txt"), "mine");
    assertEquals(Optional.empty(), DemoData.in(interrupted));
    new DemoData(TINY, 3).write(interrupted);
    assertEquals("mine", Files.readString(interrupted.resolve("notes.txt")));
    Files.delete(interrupted.resolve("notes.txt"));
    Path fresh = folder.resolve("fresh");
    new DemoData(TINY, 3).write(fresh);
    assertEquals(new DemoTables(fresh).checksums(), new DemoTables(interrupted).checksums());
  }

  @Test
  void aFolderWithOtherFilesIsLeftAlone() throws IOException {
    Path items = Files.writeString(folder.resolve("items.csv"), "my own");
    ForecastException refused =
        assertThrows(ForecastException.class, () -> new DemoData(TINY, 3).write(folder));
    assertEquals(ExitCode.USAGE, refused.exitCode());
    assertTrue(refused.getMessage().contains("items.csv"), refused.getMessage());
    assertEquals("my own", Files.readString(items));
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    ForecastException refused =
        assertThrows(ForecastException.class, () -> new DemoData(TINY, 3).write(file));
    assertEquals(ExitCode.USAGE, refused.exitCode());
  }

  @Test
  void nothingIsWrittenBelowAFile() throws IOException {
    Path below = Files.writeString(folder.resolve("file"), "").resolve("demo");
    ForecastException refused =
        assertThrows(ForecastException.class, () -> new DemoData(TINY, 3).write(below));
    assertEquals(ExitCode.USAGE, refused.exitCode());
  }

  @Test
  void aRecordChangedByHandIsToldOf() throws IOException {
    Files.writeString(folder.resolve("demo-data.properties"), "stores=four\n");
    ForecastException refused = assertThrows(ForecastException.class, () -> DemoData.in(folder));
    assertEquals(ExitCode.DATA_CONTRACT, refused.exitCode());
    assertTrue(refused.getMessage().contains("changed by hand"), refused.getMessage());
  }
}
