package io.demandforecast.export;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.TimestampType;

/**
 * A column of a table that is handed over.
 *
 * @param kind what it holds
 * @param isKey whether it is among those that name a row
 */
record TableColumn(String name, Kind kind, boolean isKey) implements Serializable {

  /** What a column holds. */
  enum Kind {
    TEXT,
    WHOLE,
    LONG,
    NUMBER,
    DATE,
    INSTANT
  }

  static List<TableColumn> of(Shipment shipment) {
    return Arrays.stream(shipment.rows().schema().fields())
        .map(
            field ->
                new TableColumn(
                    field.name(), kind(field.dataType()), shipment.key().contains(field.name())))
        .toList();
  }

  private static Kind kind(DataType type) {
    if (type instanceof IntegerType) {
      return Kind.WHOLE;
    }
    if (type instanceof LongType) {
      return Kind.LONG;
    }
    if (type instanceof DoubleType) {
      return Kind.NUMBER;
    }
    if (type instanceof DateType) {
      return Kind.DATE;
    }
    return type instanceof TimestampType ? Kind.INSTANT : Kind.TEXT;
  }

  /** Rows with texts for dates and instants, of UTC, which is the session's zone. */
  static Dataset<Row> asTexts(Dataset<Row> rows, List<TableColumn> columns) {
    return rows.select(
        columns.stream()
            .map(
                column -> {
                  Column value = col("`" + column.name() + "`");
                  return column.kind() == Kind.DATE || column.kind() == Kind.INSTANT
                      ? value.cast("string").as(column.name())
                      : value;
                })
            .toArray(Column[]::new));
  }
}
