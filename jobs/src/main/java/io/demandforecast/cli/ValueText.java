package io.demandforecast.cli;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.Base64;
import org.apache.spark.sql.Row;

/** Values of a query's answer as text: dates and timestamps in ISO 8601, timestamps in UTC. */
final class ValueText {
  private ValueText() {}

  /** Null where the value is missing. */
  static String of(Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Date date) {
      return date.toLocalDate().toString();
    }
    if (value instanceof Timestamp timestamp) {
      return timestamp.toInstant().toString();
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    if (value instanceof Row || value instanceof scala.collection.Iterable<?>) {
      StringBuilder json = new StringBuilder();
      JsonText.append(json, value);
      return json.toString();
    }
    return value.toString();
  }
}
