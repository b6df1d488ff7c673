package io.demandforecast.job.ingest;

import io.demandforecast.config.InputSettings;
import io.demandforecast.source.SourceFile;
import java.util.List;

/**
 * An input whose new files were read and classified, and are held until their tables are written.
 *
 * @param input the declaration
 * @param files the files read
 * @param classified their rows
 * @param tally what became of the rows
 * @param uniqueness whether two rows may be about one series and period
 */
record LoadedInput(
    InputSettings input,
    List<SourceFile> files,
    Classified classified,
    Tally tally,
    Uniqueness uniqueness) {

  /** Whether two accepted rows may be about one series and period. */
  enum Uniqueness {
    UNIQUE,
    REPEATED
  }

  LoadedInput {
    files = List.copyOf(files);
  }

  boolean isTarget() {
    return input.quantity().isPresent();
  }
}
