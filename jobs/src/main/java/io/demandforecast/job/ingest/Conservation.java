package io.demandforecast.job.ingest;

import io.demandforecast.source.SourceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says of every row of a file what became of it, so that none is lost or counted twice. */
final class Conservation {
  private Conservation() {}

  /**
   * Counts of each file that an input's new rows come from.
   *
   * @throws IllegalStateException where the counts do not add up: a defect
   */
  static List<IngestJob.FileResult> results(LoadedInput loaded, RowUse use) {
    String input = loaded.input().name();
    List<IngestJob.FileResult> results = new ArrayList<>();
    Set<String> strangers = new HashSet<>(loaded.tally().files().keySet());
    for (SourceFile file : loaded.files()) {
      strangers.remove(file.path());
      Tally.FileRows rows = loaded.tally().file(file.path());
      long news = use.news().getOrDefault(file.path(), 0L);
      long empty = use.empty().getOrDefault(file.path(), 0L);
      IngestJob.Counts counts =
          new IngestJob.Counts(
              rows.read(),
              news,
              rows.accepted() - news - empty,
              rows.quarantined(),
              rows.outOfScope() + empty,
              rows.warned());
      if (news < 0 || empty < 0 || counts.merged() < 0 || !addsUp(counts)) {
        throw new IllegalStateException(
            "rows of " + input + " file " + file.path() + " are not conserved: " + counts);
      }
      results.add(
          new IngestJob.FileResult(input, file.path(), file.bytes(), file.sha256(), counts));
    }
    if (!strangers.isEmpty()) {
      throw new IllegalStateException(
          "rows of " + input + " name files that were not read: " + strangers);
    }
    return results;
  }

  private static boolean addsUp(IngestJob.Counts counts) {
    return counts.read()
        == counts.accepted() + counts.merged() + counts.quarantined() + counts.outOfScope();
  }
}
