package io.demandforecast.job.ingest;

import io.demandforecast.config.InputSettings;
import io.demandforecast.source.RawInput;
import io.demandforecast.source.SourceFile;
import io.demandforecast.source.SourceReader;
import java.util.List;

/** Where raw rows come from. */
public interface RawInputs {
  /**
   * The files that there are of an input now, with their checksums, in the order of their names.
   */
  List<SourceFile> stat(InputSettings input);

  /** The rows of some of these files, lazily. */
  RawInput read(InputSettings input, List<SourceFile> files);

  /** Files, databases and Delta tables. */
  static RawInputs of(SourceReader reader) {
    return new RawInputs() {
      @Override
      public List<SourceFile> stat(InputSettings input) {
        return reader.stat(input);
      }

      @Override
      public RawInput read(InputSettings input, List<SourceFile> files) {
        return reader.read(input, files);
      }
    };
  }
}
