package io.demandforecast.cli;

import io.demandforecast.backup.ErasureNote;
import io.demandforecast.job.keep.ForgetJob;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What is printed of an erasure. It never says the value. */
final class ForgetSummary {
  private ForgetSummary() {}

  /**
   * @param what became of it, in words
   */
  static void print(ForgetJob.Input input, ForgetJob.Result result, String what, PrintWriter out) {
    line(
        out,
        "Forget    a value of %s: %s",
        input.column(),
        result.isAnything() ? "this " + what : "nothing here holds it");
    result.rows().forEach((table, rows) -> line(out, "          %s: %,d rows", table, rows));
    if (!result.past().isEmpty()) {
      line(out, "          earlier versions of %s", String.join(", ", result.past()));
    }
    if (result.resumed()) {
      line(out, "          what an earlier command began and did not finish");
    }
    if (!result.endedRuns().isEmpty()) {
      line(
          out,
          "          ends the replays of %d runs: %s",
          result.endedRuns().size(),
          String.join(", ", result.endedRuns()));
    }
    backups(input, result, out);
  }

  private static void backups(ForgetJob.Input input, ForgetJob.Result result, PrintWriter out) {
    if (input.backups().isEmpty()) {
      out.println(
          "Backups   no folder of backups was named (storage.backups, --backup): any that is there"
              + " holds the value still");
    }
    result
        .backups()
        .forEach(
            (place, ids) -> {
              line(
                  out,
                  "Backups   not changed, and made before, so that they may hold it, in %s: %s",
                  place,
                  String.join(", ", ids));
              line(
                  out,
                  "          to remove them when a new one is made: forecast backup %s --keep 1",
                  place);
            });
  }

  /** What a restored warehouse has to forget again. */
  static void repeat(List<ErasureNote> erasures, PrintWriter out) {
    if (erasures.isEmpty()) {
      return;
    }
    out.println("          forgotten since that backup, and back again; repeat each:");
    for (ErasureNote note : erasures) {
      line(
          out,
          "          %s: a value of %s (%s), reason '%s': forecast forget --key %s=... --yes",
          note.at(),
          note.keyColumn(),
          note.keyDigest(),
          note.reason(),
          note.keyColumn());
    }
  }

  private static void line(PrintWriter out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values).stripTrailing());
  }
}
