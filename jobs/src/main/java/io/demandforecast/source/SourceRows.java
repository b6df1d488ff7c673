package io.demandforecast.source;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Raw rows as a source reads them.
 *
 * @param lines of wide text files the lines that rows are the cells of; else empty
 */
record SourceRows(Dataset<Row> rows, List<WideLines> lines) {
  SourceRows {
    lines = List.copyOf(lines);
  }

  /** Rows that are no cells of lines, or whose lines are not to be had. */
  static SourceRows alone(Dataset<Row> rows) {
    return new SourceRows(rows, List.of());
  }

  /** All cells of lines. */
  static SourceRows of(List<WideLines> lines) {
    return new SourceRows(
        lines.stream().map(WideLines::cells).reduce(Dataset::union).orElseThrow(), lines);
  }
}
