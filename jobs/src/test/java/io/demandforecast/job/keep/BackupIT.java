package io.demandforecast.job.keep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.backup.Manifest;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.progress.Progress;
import io.demandforecast.table.Audits;
import io.demandforecast.testing.FailingProgress;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.testing.StoredWarehouse;
import io.demandforecast.warehouse.Lease;
import io.demandforecast.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class BackupIT extends SparkTest {
  private static final Instant NOW = Instant.parse("2026-01-01T02:15:00Z");

  @TempDir Path folder;

  private Path place;
  private Path backups;

  @BeforeEach
  void aWarehouse() {
    place =
        StoredWarehouse.inFormat(
            StoredWarehouse.unpack(folder.resolve("w"), "audits", "models", "model-files"), 2);
    backups = folder.resolve("backups");
  }

  /** The disaster drill: to be followed by the replay of the published run, where there is one. */
  @Test
  void aDestroyedWarehouseIsRestoredToTheLastRow() {
    place = StoredWarehouse.inFormat(StoredWarehouse.unpack(folder.resolve("whole")), 2);
    Map<String, String> before = StoredWarehouse.digests(spark(), place);
    Map<String, Long> versions = warehouse().contents().versions();
    BackupJob.Result backup = backUp(NOW);
    StoredWarehouse.destroy(place);

    RestoreJob.Result restored = restore(place, null);

    assertEquals(backup.id(), restored.id());
    assertEquals(NOW, restored.takenAt());
    assertEquals(before, StoredWarehouse.digests(spark(), place));
    assertEquals(versions, warehouse().contents().versions());
    Assertions.assertTrue(before.get("forecasts").matches("[1-9].*"), before.get("forecasts"));
    try (Lease lease = warehouse().lease(Duration.ofMinutes(5))) {
      audit("after the restore");
    }
    assertFalse(before.equals(StoredWarehouse.digests(spark(), place)), "it can be written again");
  }

  @Test
  void twoBackupsShareWhatIsTheSameAndEachRestoresItsOwnMoment() {
    Map<String, String> first = StoredWarehouse.digests(spark(), place);
    String idOfFirst = backUp(NOW).id();
    BackupJob.Result unchanged = backUp(NOW);
    assertEquals(idOfFirst + "-2", unchanged.id());
    assertEquals(0, unchanged.copied());
    audit("more");
    Map<String, String> second = StoredWarehouse.digests(spark(), place);

    BackupJob.Result next = backUp(NOW.plusSeconds(86_400));

    // One data file, its commit and the checksum of the commit.
    Assertions.assertTrue(next.copied() >= 2 && next.copied() <= 4, "copied " + next.copied());
    assertEquals(3, list().size());
    restore(folder.resolve("then"), idOfFirst);
    restore(folder.resolve("now"), null);
    assertEquals(first, StoredWarehouse.digests(spark(), folder.resolve("then")));
    assertEquals(second, StoredWarehouse.digests(spark(), folder.resolve("now")));
  }

  @Test
  void changedContentsAreNotRestoredAndReadingAllFilesMendsThem() throws IOException {
    Map<String, String> before = StoredWarehouse.digests(spark(), place);
    String id = backUp(NOW).id();
    Path content = contentOf("model.bin");
    byte[] bytes = Files.readAllBytes(content);
    bytes[bytes.length / 2] ^= 1;
    Files.write(content, bytes);
    Files.deleteIfExists(content.resolveSibling("." + content.getFileName() + ".crc"));
    Path target = folder.resolve("restored");

    String message = refusal(ExitCode.DATA_CONTRACT, () -> restore(target, id));
    Assertions.assertTrue(message.contains("model.bin") && message.contains("damaged"), message);
    message = refusal(ExitCode.DATA_CONTRACT, () -> Warehouse.existing(spark(), target.toString()));
    Assertions.assertTrue(message.contains("restore of backup " + id), message);
    message = refusal(ExitCode.DATA_CONTRACT, () -> verify(id));
    Assertions.assertTrue(message.contains("1 of "), message);

    assertEquals(1, backUp(NOW, BackupJob.Known.BY_CONTENTS, null, Progress.silent()).copied());
    verify(id);
    restore(target, id);
    assertEquals(before, StoredWarehouse.digests(spark(), target));
  }

  @Test
  void missingContentsAreNotRestored() throws IOException {
    backUp(NOW);
    Files.delete(contentOf("model.bin"));
    String message =
        refusal(ExitCode.DATA_CONTRACT, () -> restore(folder.resolve("restored"), null));
    Assertions.assertTrue(message.contains("model.bin are missing"), message);
  }

  @Test
  void aBackupThatWasKilledIsNoneAndTheNextOneUsesWhatItCopied() {
    assertThrows(
        FailingProgress.Killed.class,
        () -> backUp(NOW, BackupJob.Known.BY_NAME, null, new FailingProgress("write manifest")));
    assertEquals(List.of(), list());
    String message =
        refusal(ExitCode.DATA_CONTRACT, () -> restore(folder.resolve("restored"), null));
    Assertions.assertTrue(message.contains("there is no backup in"), message);
    Assertions.assertTrue(Files.notExists(folder.resolve("restored")));

    assertEquals(0, backUp(NOW).copied());
    assertEquals(1, list().size());
  }

  @Test
  void aRestoreThatWasKilledIsNoWarehouseAndGoesOn() {
    Map<String, String> before = StoredWarehouse.digests(spark(), place);
    String first = backUp(NOW).id();
    String second = backUp(NOW).id();
    Path target = folder.resolve("restored");
    assertThrows(
        FailingProgress.Killed.class,
        () ->
            RestoreJob.run(
                new RestoreJob.Input(
                    spark(),
                    backups.toString(),
                    target.toString(),
                    Optional.of(first),
                    new FailingProgress("open tables"))));
    refusal(ExitCode.DATA_CONTRACT, () -> Warehouse.existing(spark(), target.toString()));
    String message = refusal(ExitCode.CONFIGURATION, () -> restore(target, second));
    Assertions.assertTrue(message.contains("--backup " + first), message);

    restore(target, first);
    assertEquals(before, StoredWarehouse.digests(spark(), target));
    message = refusal(ExitCode.CONFIGURATION, () -> restore(target, first));
    Assertions.assertTrue(message.contains("there is a warehouse at"), message);
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    backUp(NOW);
    Path other = Files.createDirectory(folder.resolve("home"));
    Files.writeString(other.resolve("letter.txt"), "x");
    String message = refusal(ExitCode.CONFIGURATION, () -> restore(other, null));
    Assertions.assertTrue(message.contains("holds files"), message);
    assertEquals("x", Files.readString(other.resolve("letter.txt")));
  }

  @Test
  void oldBackupsGoWithWhatTheyAloneName() {
    backUp(NOW);
    audit("more");
    backUp(NOW.plusSeconds(1));
    warehouse().overwrite(Audits.definition(), warehouse().read(Audits.definition()).limit(1));
    Map<String, String> last = StoredWarehouse.digests(spark(), place);

    BackupJob.Result result =
        backUp(NOW.plusSeconds(2), BackupJob.Known.BY_NAME, 1, Progress.silent());

    assertEquals(2, result.cleared().backups().size());
    assertEquals(1, list().size());
    verify(null);
    restore(folder.resolve("restored"), null);
    assertEquals(last, StoredWarehouse.digests(spark(), folder.resolve("restored")));
  }

  @Test
  void aDamagedWarehouseIsNotBackedUp() throws IOException {
    try (Stream<Path> files = Files.walk(place.resolve("models"))) {
      Files.delete(files.filter(file -> file.toString().endsWith(".parquet")).findAny().get());
    }
    String message = refusal(ExitCode.DATA_CONTRACT, () -> backUp(NOW));
    Assertions.assertTrue(message.contains("table models") && message.contains("missing"), message);
    assertEquals(List.of(), list());
  }

  @Test
  void aManifestThatWasCutIsRefused() throws IOException {
    String id = backUp(NOW).id();
    Path manifest = backups.resolve("backups/" + id + ".jsonl");
    List<String> lines = Files.readAllLines(manifest);
    lines.remove(2);
    Files.write(manifest, lines);
    Files.deleteIfExists(manifest.resolveSibling("." + manifest.getFileName() + ".crc"));
    String message = refusal(ExitCode.DATA_CONTRACT, () -> restore(folder.resolve("r"), id));
    Assertions.assertTrue(message.contains("is damaged"), message);
  }

  @Test
  void backupsOfOtherDataAndInsideTheWarehouseAreRefused() throws IOException {
    backUp(NOW);
    Path marker = place.resolve("_warehouse.json");
    Files.writeString(marker, Files.readString(marker).replace("\"demo\"", "\"other\""));
    Files.deleteIfExists(place.resolve("._warehouse.json.crc"));
    String message = refusal(ExitCode.CONFIGURATION, () -> backUp(NOW));
    Assertions.assertTrue(message.contains("backups of other data"), message);
    backups = place.resolve("backups");
    message = refusal(ExitCode.USAGE, () -> backUp(NOW));
    Assertions.assertTrue(message.contains("in one folder with the warehouse"), message);
  }

  private Warehouse warehouse() {
    return Warehouse.existing(spark(), place.toString());
  }

  private BackupJob.Result backUp(Instant now) {
    return backUp(now, BackupJob.Known.BY_NAME, null, Progress.silent());
  }

  private BackupJob.Result backUp(
      Instant now, BackupJob.Known known, Integer keep, Progress progress) {
    return BackupJob.run(
        new BackupJob.Input(
            warehouse(),
            backups.toString(),
            known,
            Optional.ofNullable(keep),
            now,
            "test",
            progress));
  }

  private RestoreJob.Result restore(Path target, String id) {
    return RestoreJob.run(
        new RestoreJob.Input(
            spark(),
            backups.toString(),
            target.toString(),
            Optional.ofNullable(id),
            Progress.silent()));
  }

  private List<Manifest> list() {
    return BackupList.run(new BackupList.Input(spark(), backups.toString()));
  }

  private Manifest verify(String id) {
    return BackupList.verify(
        new BackupList.Input(spark(), backups.toString()), Optional.ofNullable(id));
  }

  private void audit(String check) {
    warehouse()
        .append(
            Audits.definition(),
            StoredWarehouse.rows(
                spark(), Audits.definition(), "r", check, 1.0, "none", true, "fine"));
  }

  private Path contentOf(String name) {
    return list().get(0).files().stream()
        .filter(file -> file.path().endsWith(name))
        .map(
            file -> backups.resolve("files/" + file.sha256().substring(0, 2) + "/" + file.sha256()))
        .findFirst()
        .orElseThrow();
  }

  private static String refusal(ExitCode code, Executable action) {
    ForecastException told = told(assertThrows(Exception.class, action));
    assertEquals(code, told.exitCode(), told.getMessage());
    return told.getMessage();
  }

  /** Spark wraps what its tasks throw. */
  private static ForecastException told(Throwable thrown) {
    Throwable cause = thrown;
    while (!(cause instanceof ForecastException)) {
      Assertions.assertTrue(cause != null, () -> "nothing was told: " + thrown);
      cause = cause.getCause();
    }
    return (ForecastException) cause;
  }
}
