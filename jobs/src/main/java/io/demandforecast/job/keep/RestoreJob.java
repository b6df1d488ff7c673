package io.demandforecast.job.keep;

import io.demandforecast.backup.BackupFolder;
import io.demandforecast.backup.ErasureNote;
import io.demandforecast.backup.Manifest;
import io.demandforecast.backup.Transfer;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.progress.Progress;
import io.demandforecast.warehouse.RestoredFolder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Makes a warehouse of a backup, in an empty or new folder.
 *
 * <p>Reads a manifest and the contents that it names. Writes the warehouse, its marker last. Key:
 * the backup's id. Run again after it was ended, it goes on; when it is done, it is refused, since
 * a warehouse is there. Fails, with no warehouse made, where contents are missing or are not those
 * that were stored, or the folder holds anything else.
 */
public final class RestoreJob {
  public static final List<String> STAGES = List.of("copy files", "open tables");

  private RestoreJob() {}

  /**
   * @param warehouse location that the warehouse is made at
   * @param id of the backup; empty: the newest
   */
  public record Input(
      SparkSession spark,
      String source,
      String warehouse,
      Optional<String> id,
      Progress progress) {}

  /**
   * @param takenAt time of the backup: what was written later is lost
   * @param files restored, and their size
   * @param erasures made after the backup, that its rows know nothing of: to be repeated
   */
  public record Result(
      String id,
      Instant takenAt,
      String location,
      int tables,
      long files,
      long bytes,
      List<ErasureNote> erasures) {}

  /** Restores. */
  public static Result run(Input input) {
    BackupFolder backups = folder(input);
    Manifest manifest = named(backups, input.id());
    RestoredFolder folder =
        RestoredFolder.begin(input.spark(), input.warehouse(), manifest.id(), manifest.marker());
    input.progress().stage(STAGES.get(0));
    new Transfer(input.spark(), backups).fetch(manifest.files(), folder.location());
    input.progress().stage(STAGES.get(1));
    folder.finish(manifest.tables(), manifest.marker());
    return new Result(
        manifest.id(),
        manifest.takenAt(),
        folder.location(),
        manifest.tables().size(),
        manifest.files().size(),
        manifest.bytes(),
        backups.erasures().stream().filter(note -> note.at().isAfter(manifest.takenAt())).toList());
  }

  private static BackupFolder folder(Input input) {
    return BackupFolder.at(input.source(), input.spark().sparkContext().hadoopConfiguration());
  }

  /** The backup of an id, or the newest. */
  static Manifest named(BackupFolder backups, Optional<String> id) {
    return id.map(backups::read)
        .or(backups::newest)
        .orElseThrow(() -> ForecastException.data("there is no backup in " + backups.location()));
  }
}
