package io.demandforecast.source;

import io.demandforecast.config.InputSettings;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Raw rows of one input.
 *
 * @param settings the input's declaration
 * @param rows every record of the input as text: the declared columns under their raw names (null
 *     where empty or a null marker), for wide layouts {@link RawColumns#LABEL} and {@link
 *     RawColumns#VALUE}, then {@link RawColumns#FILE}, {@link RawColumns#LINE}, {@link
 *     RawColumns#OFFSET}, {@link RawColumns#RAW} and {@link RawColumns#BROKEN}; lazy, so that
 *     failures of reading surface in the action: see {@link SourceFailure#explain}
 * @param files what the rows come from
 * @param lines of wide text files the lines that rows are the cells of: whoever goes through the
 *     rows several times may hold these, which are few, and makes the cells anew; else empty
 */
public record RawInput(
    InputSettings settings, Dataset<Row> rows, List<SourceFile> files, List<WideLines> lines) {
  public RawInput {
    files = List.copyOf(files);
    lines = List.copyOf(lines);
  }

  /** Whether cells can be known again: {@link #knowing}. */
  public boolean haveDigests() {
    return !lines.isEmpty() && lines.stream().allMatch(WideLines::haveDigests);
  }

  /**
   * The same with few rows for many cells: those that are known have a row that stands for them all
   * ({@link RawColumns#STANDS_FOR}).
   *
   * @param known {@link WideLines#digests} of lines read before, none twice
   */
  public RawInput knowing(Dataset<Row> known) {
    return new RawInput(
        settings,
        lines.stream().map(line -> line.cells(known)).reduce(Dataset::union).orElseThrow(),
        files,
        lines);
  }
}
