package io.demandforecast.cli;

import org.apache.spark.sql.Row;

/** Prints rows one by one. */
interface RowPrinter {
  /** Prints a row, or keeps it until the end. */
  void row(Row row);

  /** No row follows. */
  void end();
}
