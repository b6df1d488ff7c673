package io.demandforecast.job.keep;

import io.demandforecast.backup.BackupFolder;
import io.demandforecast.backup.Manifest;
import io.demandforecast.backup.Transfer;
import io.demandforecast.failure.ForecastException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * What a folder of backups holds, and whether a backup is as it was stored.
 *
 * <p>Reads manifests; to check a backup, all contents that it names. Writes nothing. Fails where a
 * backup that is checked is damaged.
 */
public final class BackupList {
  private BackupList() {}

  public record Input(SparkSession spark, String source) {}

  /** The backups, the oldest first. */
  public static List<Manifest> run(Input input) {
    BackupFolder backups = folder(input);
    return backups.ids().stream().map(backups::read).toList();
  }

  /**
   * Reads a backup whole.
   *
   * @param id of the backup; empty: the newest
   * @throws ForecastException (data) where contents are missing or changed
   */
  public static Manifest verify(Input input, Optional<String> id) {
    BackupFolder backups = folder(input);
    Manifest manifest = RestoreJob.named(backups, id);
    List<String> damaged = new Transfer(input.spark(), backups).damaged(manifest.files());
    if (!damaged.isEmpty()) {
      throw ForecastException.data(
          "backup "
              + manifest.id()
              + " is damaged: the contents of "
              + damaged.size()
              + " of "
              + manifest.files().size()
              + " files are missing or changed, such as "
              + damaged.get(0)
              + ". Take another that reads all files again: forecast backup --read-all");
    }
    return manifest;
  }

  private static BackupFolder folder(Input input) {
    return BackupFolder.at(input.source(), input.spark().sparkContext().hadoopConfiguration());
  }
}
