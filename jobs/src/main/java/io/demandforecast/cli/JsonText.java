package io.demandforecast.cli;

import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/** Values of a query's answer as JSON (RFC 8259). */
final class JsonText {
  private JsonText() {}

  static void appendObject(StringBuilder json, String[] names, Row row) {
    json.append('{');
    for (int i = 0; i < names.length; i++) {
      json.append(i == 0 ? "" : ",");
      appendText(json, names[i]);
      json.append(':');
      append(json, row.get(i));
    }
    json.append('}');
  }

  static void append(StringBuilder json, Object value) {
    if (value == null) {
      json.append("null");
    } else if (value instanceof Row row) {
      appendObject(json, row.schema().fieldNames(), row);
    } else if (value instanceof scala.collection.Map<?, ?> map) {
      appendMap(json, map);
    } else if (value instanceof scala.collection.Iterable<?> items) {
      appendArray(json, items);
    } else if (value instanceof Boolean || isFinite(value)) {
      json.append(ValueText.of(value));
    } else {
      appendText(json, ValueText.of(value));
    }
  }

  /** JSON has no NaN and no infinity: those are written as texts. */
  private static boolean isFinite(Object value) {
    return value instanceof Number number && Double.isFinite(number.doubleValue());
  }

  private static void appendMap(StringBuilder json, scala.collection.Map<?, ?> map) {
    json.append('{');
    String comma = "";
    for (var entry : CollectionConverters.asJava(map).entrySet()) {
      json.append(comma);
      appendText(json, ValueText.of(entry.getKey()));
      json.append(':');
      append(json, entry.getValue());
      comma = ",";
    }
    json.append('}');
  }

  private static void appendArray(StringBuilder json, scala.collection.Iterable<?> items) {
    json.append('[');
    String comma = "";
    for (Object item : CollectionConverters.asJava(items)) {
      json.append(comma);
      append(json, item);
      comma = ",";
    }
    json.append(']');
  }

  private static void appendText(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < ' ' || c == '\u007f') {
            json.append(String.format("\\u%04x", (int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }
}
