package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.config.InputSettings;
import io.demandforecast.quality.Marks;
import io.demandforecast.source.RawColumns;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows of an input, narrow: what became of each ({@link Marks}), and the values that tables are
 * made of. Raw text is kept of rows that were set aside alone.
 *
 * @param input the declaration
 * @param rows the rows
 * @param slots the covariates that each row holds
 */
record Classified(InputSettings input, Dataset<Row> rows, List<CovariateSlot> slots) {
  /** Id of the series, for an input about single series. */
  static final String SERIES = "_series";

  static final String FROM_PERIOD = "_from_period";
  static final String TO_PERIOD = "_to_period";
  static final String FROM_DATE = "_from_date";
  static final String TO_DATE = "_to_date";
  static final String QUANTITY = "_quantity";

  /** The declared day that the row was known from. */
  static final String KNOWN_AT = "_known_at";

  private static final String KEY = "key:";
  private static final String ATTRIBUTE = "attribute:";

  Classified {
    slots = List.copyOf(slots);
  }

  static String keyName(String key) {
    return KEY + key;
  }

  static String attributeName(String attribute) {
    return ATTRIBUTE + attribute;
  }

  static Column key(String key) {
    return RawColumns.column(keyName(key));
  }

  static Column attribute(String attribute) {
    return RawColumns.column(attributeName(attribute));
  }

  /** The declared day that rows were known from; null where no column says it. */
  Column knownAt() {
    return input.knownAt().column().isPresent() ? col(KNOWN_AT) : lit(null).cast("date");
  }

  /** The accepted rows. */
  Dataset<Row> accepted() {
    return rows.where(Marks.accepted());
  }
}
