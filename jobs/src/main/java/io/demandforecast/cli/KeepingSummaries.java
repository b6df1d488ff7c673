package io.demandforecast.cli;

import io.demandforecast.backup.Manifest;
import io.demandforecast.job.keep.BackupJob;
import io.demandforecast.job.keep.Care;
import io.demandforecast.job.keep.MaintainJob;
import io.demandforecast.job.keep.MigrateJob;
import io.demandforecast.job.keep.RestoreJob;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What commands print that keep, move and restore a warehouse. */
final class KeepingSummaries {
  private KeepingSummaries() {}

  static void backup(BackupJob.Result result, String place, PrintWriter out) {
    line(
        out,
        "Backup    %s in %s: %d tables, %,d files, %s; copied %,d files, %s",
        result.id(),
        place,
        result.tables(),
        result.files(),
        size(result.bytes()),
        result.copied(),
        size(result.copiedBytes()));
    if (!result.cleared().backups().isEmpty() || result.cleared().files() > 0) {
      line(
          out,
          "          removed %d older backups, and %,d files that none names, %s",
          result.cleared().backups().size(),
          result.cleared().files(),
          size(result.cleared().bytes()));
    }
  }

  static void backups(List<Manifest> backups, String place, PrintWriter out) {
    line(out, "Backups in %s: %s", place, backups.isEmpty() ? "none" : backups.size());
    for (Manifest one : backups) {
      line(
          out,
          "          %s: %d tables, %,d files, %s, at %s",
          one.id(),
          one.tables().size(),
          one.files().size(),
          size(one.bytes()),
          one.takenAt());
    }
  }

  static void verified(Manifest backup, PrintWriter out) {
    line(
        out,
        "Backup    %s is as it was stored: %,d files, %s, all checksums right",
        backup.id(),
        backup.files().size(),
        size(backup.bytes()));
  }

  static void restored(RestoreJob.Result result, PrintWriter out) {
    line(
        out,
        "Restored  %s to %s: %d tables, %,d files, %s, all checksums right",
        result.id(),
        result.location(),
        result.tables(),
        result.files(),
        size(result.bytes()));
    line(
        out,
        "          as of %s: what was loaded or published later is run again",
        result.takenAt());
    ForgetSummary.repeat(result.erasures(), out);
  }

  static void migrated(MigrateJob.Result result, PrintWriter out) {
    if (result.from() == result.to()) {
      line(out, "Format    %d: nothing to upgrade", result.to());
      return;
    }
    result
        .backup()
        .ifPresent(backup -> line(out, "Backup    %s: made before the upgrade", backup.id()));
    line(out, "Format    %d, from %d", result.to(), result.from());
    result
        .added()
        .forEach(
            (table, columns) ->
                line(out, "          %s has gained %s", table, String.join(", ", columns)));
  }

  /**
   * @param when in words: done or to be done
   */
  static void maintained(MaintainJob.Result result, String when, PrintWriter out) {
    if (result.cares().isEmpty()) {
      out.println("Maintain  nothing is to be done");
      return;
    }
    line(out, "Maintain  %s:", when);
    for (Care care : result.cares()) {
      line(
          out,
          "          %-10s %-15s %,10d  %10s  %s",
          care.concern(),
          care.table(),
          care.count(),
          size(care.bytes()),
          care.what());
    }
  }

  /** Bytes for a person. */
  static String size(long bytes) {
    return bytes < 10_000
        ? bytes + " bytes"
        : bytes < 10_000_000
            ? String.format(Locale.ROOT, "%,d kB", bytes / 1000)
            : String.format(Locale.ROOT, "%,d MB", bytes / 1_000_000);
  }

  private static void line(PrintWriter out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values).stripTrailing());
  }
}
