package io.demandforecast.job.keep;

import io.demandforecast.backup.BackupFolder;
import io.demandforecast.backup.ErasureNote;
import io.demandforecast.backup.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Backups that were made before a key was forgotten. They are never changed: what one holds is
 * whole and checked, or it is removed.
 */
final class OlderBackups {
  private final ForgetJob.Input input;

  OlderBackups(ForgetJob.Input input) {
    this.input = input;
  }

  /** Ids by folder, of folders that have any. */
  Map<String, List<String>> before(Instant erased) {
    Map<String, List<String>> older = new TreeMap<>();
    for (String place : input.backups()) {
      BackupFolder folder = folder(place);
      List<String> ids =
          folder.ids().stream()
              .map(folder::read)
              .filter(manifest -> !manifest.takenAt().isAfter(erased))
              .map(Manifest::id)
              .toList();
      if (!ids.isEmpty()) {
        older.put(place, ids);
      }
    }
    return older;
  }

  /** Leaves a note in each folder that has backups made before, for whoever restores one. */
  void note(Instant erased, String reason) {
    for (String place : before(erased).keySet()) {
      folder(place).noteErasure(new ErasureNote(input.column(), input.digest(), erased, reason));
    }
  }

  private BackupFolder folder(String place) {
    return BackupFolder.at(place, input.warehouse().spark().sparkContext().hadoopConfiguration());
  }
}
