package io.demandforecast.cli;

import java.io.PrintWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** One JSON object a line (RFC 8259); missing values are null. */
final class JsonPrinter implements RowPrinter {
  private final String[] names;
  private final PrintWriter out;

  JsonPrinter(StructType schema, PrintWriter out) {
    this.names = schema.fieldNames();
    this.out = out;
  }

  @Override
  public void row(Row row) {
    StringBuilder line = new StringBuilder();
    JsonText.appendObject(line, names, row);
    out.append(line).append('\n');
  }

  @Override
  public void end() {}
}
