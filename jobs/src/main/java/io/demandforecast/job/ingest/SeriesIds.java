package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;

/** The text that several key values make together. */
final class SeriesIds {
  private SeriesIds() {}

  /**
   * The values joined by |, with | and \ inside a value escaped by \: equal to what {@link
   * io.demandforecast.panel.KeyText} makes, and cheaper where nothing is to be escaped.
   */
  static Column of(List<Column> values) {
    return concat_ws("|", values.stream().map(SeriesIds::escaped).toArray(Column[]::new));
  }

  private static Column escaped(Column value) {
    return when(
            value.contains(lit("|")).or(value.contains(lit("\\"))),
            regexp_replace(value, "([|\\\\])", "\\\\$1"))
        .otherwise(value);
  }
}
