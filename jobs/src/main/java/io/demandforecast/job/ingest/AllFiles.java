package io.demandforecast.job.ingest;

import io.demandforecast.source.SourceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What makes new files all files: those of earlier loads. A content counts once, in however many
 * files it is.
 *
 * @param others rows of files that are not new; none or one
 * @param repeated numbers of new files whose content is another new file's
 */
record AllFiles(List<Classified> others, List<Integer> repeated) {
  AllFiles {
    others = List.copyOf(others);
    repeated = List.copyOf(repeated);
  }

  /**
   * @param fresh new files in the order of their numbers
   * @param all every file that is there
   * @param read reads files
   */
  static AllFiles beside(
      List<SourceFile> fresh, List<SourceFile> all, Function<List<SourceFile>, Classified> read) {
    Set<String> seen = new HashSet<>();
    List<Integer> repeated = new ArrayList<>();
    for (int number = 0; number < fresh.size(); number++) {
      if (!seen.add(fresh.get(number).sha256())) {
        repeated.add(number);
      }
    }
    List<SourceFile> others = all.stream().filter(file -> seen.add(file.sha256())).toList();
    return new AllFiles(others.isEmpty() ? List.of() : List.of(read.apply(others)), repeated);
  }
}
