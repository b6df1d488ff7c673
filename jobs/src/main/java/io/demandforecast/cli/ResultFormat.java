package io.demandforecast.cli;

import java.io.PrintWriter;
import org.apache.spark.sql.types.StructType;

/** How the answer of a query is printed. */
enum ResultFormat {
  TABLE,
  CSV,
  JSON;

  RowPrinter printer(StructType schema, PrintWriter out) {
    return switch (this) {
      case TABLE -> new TablePrinter(schema, out);
      case CSV -> new CsvPrinter(schema, out);
      case JSON -> new JsonPrinter(schema, out);
    };
  }
}
