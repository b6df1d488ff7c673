package io.demandforecast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.testing.SparkTest;
import io.demandforecast.testing.StoredWarehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person types who keeps, upgrades and restores a warehouse, and what is answered. */
@Tag("slow")
class KeepingCommandsIT extends SparkTest {
  @TempDir Path folder;

  @Test
  void anOldWarehouseIsUpgradedMaintainedAndRestored() {
    String place =
        StoredWarehouse.unpack(folder.resolve("w"), "publications", "models", "model-files")
            .toString();
    String backups = folder.resolve("backups").toString();
    answers(3, "forecast migrate", "rollback", "-w", place, "--reason", "x");
    answers(2, "no folder of backups is named", "migrate", "-w", place);
    answers(0, "Format    2, from 1", "migrate", "-w", place, "--backup", backups);
    answers(0, "nothing to upgrade", "migrate", "-w", place, "--backup", backups);
    answers(4, "nothing was current before", "rollback", "-w", place, "--reason", "x");
    answers(0, "Maintain  nothing", "maintain", "-w", place, "--dry-run");
    answers(0, "copied", "backup", backups, "-w", place, "--keep", "1");
    answers(0, ": 1\n", "backup", backups, "--list");
    answers(0, "all checksums right", "backup", backups, "--verify");
    String restored = folder.resolve("r").toString();
    answers(0, "all checksums right", "restore", backups, "-w", restored);
    answers(3, "there is a warehouse at", "restore", backups, "-w", restored);
    answers(4, "there is no backup b-1 in", "restore", backups, "--backup", "b-1", "-w", restored);
    answers(0, "production: run r-", "status", "-w", restored);
  }

  @Test
  void forgettingIsAskedForTwiceAndSaysWhatWent() {
    Path place =
        StoredWarehouse.inFormat(
            StoredWarehouse.unpack(folder.resolve("w"), "forecasts", "publications"), 2);
    String backups = folder.resolve("backups").toString();
    answers(0, "copied", "backup", backups, "-w", place.toString());
    String key = "store_id=S001";
    String[] forget = {"forget", "-w", place.toString(), "--key", key, "--reason", "request 17"};
    answers(2, "see with --dry-run what would go", forget);
    answers(2, "see with --dry-run what would go", with(forget, "--dry-run", "--yes"));
    answers(0, "forecasts: ", with(forget, "--dry-run"));
    answers(0, "no folder of backups was named", with(forget, "--dry-run"));
    Assertions.assertTrue(Files.notExists(place.resolve("erasures")));
    answers(0, "this is gone", with(forget, "--yes", "--backup", backups));
    answers(0, "nothing here holds it", with(forget, "--yes"));
    answers(0, "forecast backup " + backups, with(forget, "--dry-run", "--backup", backups));
    answers(0, "key_column", "sql", "-w", place.toString(), "SELECT * FROM erasures");
    String restored = folder.resolve("r").toString();
    answers(0, "request 17", "restore", backups, "-w", restored);
  }

  private static String[] with(String[] args, String... more) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void aNewerFormatEndsEveryCommandWithThree() {
    Path place = StoredWarehouse.unpack(folder.resolve("w"), "publications");
    StoredWarehouse.inFormat(place, 3);
    for (List<String> command :
        List.of(
            List.of("run"),
            List.of("ingest"),
            List.of("publish", "--run", "r", "--reason", "x"),
            List.of("rollback", "--reason", "x"),
            List.of("sql", "SELECT 1"),
            List.of("status"),
            List.of("backup", folder.resolve("b").toString()),
            List.of("migrate", "--without-backup"),
            List.of("maintain"),
            List.of("maintain", "--dry-run"),
            List.of("forget", "--key", "item_id=x", "--reason", "y", "--yes"))) {
      List<String> args = new ArrayList<>(command);
      args.addAll(List.of("-w", place.toString()));
      answers(3, "has format 3", args.toArray(String[]::new));
    }
    Assertions.assertTrue(Files.notExists(place.resolve("runs")));
  }

  private static void answers(int code, String words, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(1, List.of("-c", CommandLineRun.DEMO));
    CommandLineRun run = CommandLineRun.of(all.toArray(String[]::new));
    assertEquals(code, run.code(), () -> all + ": " + run.err());
    String said = code == 0 ? run.out() : run.err();
    Assertions.assertTrue(said.contains(words), () -> all + ": " + said);
  }
}
