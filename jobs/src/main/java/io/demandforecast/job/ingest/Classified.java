package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

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

  /** A number that no optimizer sees through. */
  private static final String APART = "_apart";

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

  /** The same rows for use without being held: see {@link #where}. */
  Classified unheld() {
    return new Classified(input, rows.withColumn(APART, monotonically_increasing_id()), slots);
  }

  /**
   * The rows that fulfil a condition. Of rows that are not held the condition is kept from being
   * taken apart and evaluated below the classification: the rules would be worked out once more for
   * each time that it names a mark.
   */
  Dataset<Row> where(Column condition) {
    boolean apart = List.of(rows.columns()).contains(APART);
    return rows.where(apart ? condition.and(col(APART).geq(lit(0L))) : condition);
  }

  /** The accepted rows. */
  Dataset<Row> accepted() {
    return where(Marks.accepted());
  }
}
