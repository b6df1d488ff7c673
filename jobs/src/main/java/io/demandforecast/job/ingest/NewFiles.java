package io.demandforecast.job.ingest;

import io.demandforecast.config.InputSettings;
import io.demandforecast.panel.Ledger;
import io.demandforecast.source.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files that there are, and of them those whose content was not loaded before.
 *
 * @param all all files by the name of their input
 * @param byInput new files by the name of their input; inputs without one are left out
 * @param skipped files loaded before, as INPUT: FILE
 */
record NewFiles(
    Map<String, List<SourceFile>> all,
    Map<String, List<SourceFile>> byInput,
    List<String> skipped) {

  /**
   * Looks at every input.
   *
   * @param ledger what was loaded
   */
  static NewFiles find(IngestJob.Input job, Ledger ledger) {
    Map<String, List<SourceFile>> all = new LinkedHashMap<>();
    Map<String, List<SourceFile>> byInput = new LinkedHashMap<>();
    List<String> skipped = new ArrayList<>();
    for (InputSettings input : job.config().inputs()) {
      List<SourceFile> files = job.raw().stat(input);
      all.put(input.name(), files);
      Map<String, String> loaded = ledger.files(input.name());
      Set<String> said = said(files, loaded);
      List<SourceFile> fresh = new ArrayList<>();
      for (SourceFile file : files) {
        // A file that was loaded with another content says it anew. Of others two of one content
        // are one file: what they say is said once.
        boolean isNew =
            loaded.containsKey(file.path())
                ? !loaded.get(file.path()).equals(file.sha256())
                : said.add(file.sha256());
        if (isNew || file.sha256().isEmpty()) {
          fresh.add(file);
        } else {
          skipped.add(input.name() + ": " + file.path());
        }
      }
      if (!fresh.isEmpty()) {
        byInput.put(input.name(), fresh);
      }
    }
    return new NewFiles(all, byInput, skipped);
  }

  /** What the files that were loaded say now; of those that are gone, what they said last. */
  private static Set<String> said(List<SourceFile> files, Map<String, String> loaded) {
    Map<String, String> contents = new HashMap<>(loaded);
    files.forEach(file -> contents.computeIfPresent(file.path(), (path, old) -> file.sha256()));
    return new HashSet<>(contents.values());
  }

  boolean isEmpty() {
    return byInput.isEmpty();
  }

  /** The new files of an input. */
  List<SourceFile> of(InputSettings input) {
    return byInput.getOrDefault(input.name(), List.of());
  }

  /** All files of an input, new or not. */
  List<SourceFile> allOf(InputSettings input) {
    return all.get(input.name());
  }
}
