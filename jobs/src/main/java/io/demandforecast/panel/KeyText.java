package io.demandforecast.panel;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * The text that several key values make together: joined by |, with | and \ inside a value escaped
 * by \.
 */
public final class KeyText {
  private KeyText() {}

  /** The key of these values; empty where there are none. */
  public static Column of(List<Column> values) {
    Column[] escaped =
        values.stream()
            .map(value -> functions.regexp_replace(value.cast("string"), "([|\\\\])", "\\\\$1"))
            .toArray(Column[]::new);
    return functions.concat_ws("|", escaped);
  }
}
