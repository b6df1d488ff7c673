package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.config.InputSettings;
import io.demandforecast.quality.TypedRows;
import io.demandforecast.source.SourceFile;
import io.demandforecast.source.WideLines;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * An input whose new files were read and classified, and are held until their tables are written.
 *
 * @param input the declaration
 * @param files the files read
 * @param classified their rows
 * @param groups the rows counted
 * @param tally what became of the rows
 * @param lines of wide text files their lines
 * @param uniqueness whether two rows may be about one series and period
 */
record LoadedInput(
    InputSettings input,
    List<SourceFile> files,
    Classified classified,
    RowGroups groups,
    Tally tally,
    List<WideLines> lines,
    Uniqueness uniqueness) {

  /** Whether two accepted rows may be about one series and period. */
  enum Uniqueness {
    UNIQUE,
    REPEATED
  }

  LoadedInput {
    files = List.copyOf(files);
    lines = List.copyOf(lines);
  }

  boolean isTarget() {
    return input.quantity().isPresent();
  }

  /** The path of a file by its number. */
  String path(int fileNumber) {
    return files.get(fileNumber).path();
  }

  /** The path of a row's file, as an expression. */
  Column path() {
    String[] paths = files.stream().map(SourceFile::path).toArray(String[]::new);
    return get(lit(paths), col(TypedRows.FILE_NUMBER));
  }
}
