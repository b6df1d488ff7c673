package io.demandforecast.job.report;

import java.sql.Timestamp;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** Values of rows as a report has them: numbers, and texts of days and times. */
final class Cells {
  private Cells() {}

  /** A number; null where there is none. */
  static Double number(Row row, String column) {
    int position = row.fieldIndex(column);
    return row.isNullAt(position) ? null : finite(row.getDouble(position));
  }

  static long count(Row row, String column) {
    int position = row.fieldIndex(column);
    return row.isNullAt(position) ? 0 : row.getLong(position);
  }

  /** A text, a day as 2025-12-31, a time as 2025-12-31T06:00:00Z; null where there is none. */
  static String text(Row row, String column) {
    Object value = row.getAs(column);
    if (value instanceof Timestamp time) {
      return time.toInstant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
    return value == null ? null : value.toString();
  }

  /** A map, in the order of its keys; empty where there is none. */
  static <T> Map<String, T> map(Row row, String column) {
    int position = row.fieldIndex(column);
    return row.isNullAt(position) ? Map.of() : new TreeMap<>(row.<String, T>getJavaMap(position));
  }

  /** The number; null where it is none. */
  static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
