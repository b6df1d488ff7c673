package io.demandforecast.job.keep;

import io.demandforecast.backup.BackupFolder;
import io.demandforecast.backup.KeptFile;
import io.demandforecast.backup.Manifest;
import io.demandforecast.backup.Transfer;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.progress.Progress;
import io.demandforecast.warehouse.Warehouse;
import io.demandforecast.warehouse.WarehouseContents;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Copies a warehouse to a folder of backups. To be run under the lease: then the versions of all
 * tables belong together.
 *
 * <p>Reads every file of the warehouse that the newest backup does not have. Writes contents that
 * are not there yet, then the manifest. Key: the backup's id, of the time. Run again it makes
 * another backup, which shares all contents. Fails, with no backup made, where a table's file is
 * missing, the folder of backups is of other data, or a file system cannot be reached.
 */
public final class BackupJob {
  /** What a backup is called, so that names in order are times in order. */
  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("'b-'uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

  public static final List<String> STAGES =
      List.of("look at tables", "copy files", "write manifest");

  private BackupJob() {}

  /** How files that an earlier backup has are known again. */
  public enum Known {
    /** By path, size and time: their contents are not read again. */
    BY_NAME,
    /** By their contents: every file is read. */
    BY_CONTENTS
  }

  /**
   * @param keep number of the newest backups that stay; empty: all
   * @param now for the record and the backup's id
   */
  public record Input(
      Warehouse warehouse,
      String destination,
      Known known,
      Optional<Integer> keep,
      Instant now,
      String codeVersion,
      Progress progress) {}

  /**
   * @param files of the backup, and their size
   * @param copied contents that were not in the folder of backups, and their size
   * @param cleared what was removed
   */
  public record Result(
      String id,
      int tables,
      long files,
      long bytes,
      long copied,
      long copiedBytes,
      BackupFolder.Cleared cleared) {}

  /** Backs up. */
  public static Result run(Input input) {
    Warehouse warehouse = input.warehouse();
    BackupFolder backups =
        BackupFolder.at(
            input.destination(), warehouse.spark().sparkContext().hadoopConfiguration());
    requireElsewhere(backups, warehouse);
    input.progress().stage(STAGES.get(0));
    WarehouseContents contents = warehouse.contents();
    Optional<Manifest> newest = backups.newest();
    newest.ifPresent(manifest -> requireSameData(manifest, contents, backups));
    input.progress().stage(STAGES.get(1));
    List<Transfer.Source> sources =
        contents.files().stream()
            .map(file -> new Transfer.Source(file.path(), file.bytes(), file.modified()))
            .toList();
    List<KeptFile> earlier =
        input.known() == Known.BY_NAME ? newest.map(Manifest::files).orElse(List.of()) : List.of();
    Transfer.Stored stored =
        new Transfer(warehouse.spark(), backups).store(warehouse.location(), sources, earlier);
    input.progress().stage(STAGES.get(2));
    Manifest manifest =
        new Manifest(
            id(input.now(), backups),
            input.now(),
            input.codeVersion(),
            contents.marker(),
            contents.versions(),
            stored.files());
    backups.write(manifest);
    return new Result(
        manifest.id(),
        contents.versions().size(),
        manifest.files().size(),
        manifest.bytes(),
        stored.copied(),
        stored.copiedBytes(),
        input.keep().map(backups::keepNewest).orElse(new BackupFolder.Cleared(List.of(), 0, 0)));
  }

  /** Below the warehouse it would be lost with it, and be part of itself. */
  private static void requireElsewhere(BackupFolder backups, Warehouse warehouse) {
    String folder = backups.location() + "/";
    String tables = warehouse.location() + "/";
    if (folder.startsWith(tables) || tables.startsWith(folder)) {
      throw ForecastException.usage(
          "backups at "
              + backups.location()
              + " would lie in one folder with the warehouse itself. Name another folder, best on"
              + " another disk.");
    }
  }

  private static void requireSameData(
      Manifest earlier, WarehouseContents contents, BackupFolder backups) {
    if (!data(earlier.marker()).equals(data(contents.marker()))) {
      throw ForecastException.configuration(
          backups.location()
              + " holds backups of other data:\n  it holds "
              + earlier.marker().strip()
              + "\n  this is  "
              + contents.marker().strip()
              + "\nName another folder.");
    }
  }

  /** The marker without its format, which an upgrade changes. */
  private static String data(String marker) {
    return marker.replaceFirst("\"format\":[0-9]+", "");
  }

  private static String id(Instant now, BackupFolder backups) {
    String first = ID.format(now);
    Set<String> taken = Set.copyOf(backups.ids());
    String id = first;
    for (int number = 2; taken.contains(id); number++) {
      id = first + "-" + number;
    }
    return id;
  }
}
