package io.demandforecast.table;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;

/**
 * What else is known of a series, a group of series or all of them, over spans of periods. Rows are
 * only added.
 */
public final class Covariates {
  public static final String NAME = "covariates";
  public static final String COVARIATE = "covariate";
  public static final String SCOPE = "scope";
  public static final String SCOPE_KEY = "scope_key";
  public static final String FROM_DATE = "from_date";
  public static final String TO_DATE = "to_date";
  public static final String FROM_PERIOD = "from_period";
  public static final String TO_PERIOD = "to_period";
  public static final String VALUE = "value";
  public static final String TEXT = "text";
  public static final String KNOWN_AT = "known_at";
  public static final String LOAD_SEQ = "load_seq";
  public static final String LOADED_AT = "loaded_at";

  /** Scope of a covariate of single series. */
  public static final String SERIES_SCOPE = "series";

  /** Scope of a covariate of all series; its key is the empty text. */
  public static final String GLOBAL_SCOPE = "global";

  private Covariates() {}

  public static TableDefinition definition() {
    return new TableDefinition(
        NAME,
        "One row a covariate, scope, key and span of periods for each state of knowledge",
        new Columns()
            .required(COVARIATE, StringType, "Name of the covariate")
            .required(SCOPE, StringType, "series, global, or the columns of the group joined by +")
            .required(
                SCOPE_KEY,
                StringType,
                "Values of the scope's columns joined by |; empty for global")
            .required(FROM_DATE, DateType, "First date that the value holds for")
            .required(TO_DATE, DateType, "Last date that the value holds for")
            .required(FROM_PERIOD, IntegerType, "First period on the data set's grid")
            .required(TO_PERIOD, IntegerType, "Last period on the data set's grid")
            .optional(VALUE, DoubleType, "Number, or 0 and 1 of a flag; null for an event")
            .optional(TEXT, StringType, "Name of an event; null for numbers and flags")
            .required(
                KNOWN_AT, DateType, "Day from which on the value is known; 1900-01-01: always")
            .required(LOAD_SEQ, LongType, "Order of the load that brought the row")
            .required(
                LOADED_AT, TimestampType, "When the row was loaded; a record that decides nothing")
            .schema(),
        List.of(COVARIATE, SCOPE_KEY, FROM_PERIOD, KNOWN_AT, LOAD_SEQ),
        List.of(COVARIATE),
        List.of(new TableDefinition.Check("span_is_ordered", "from_period <= to_period")));
  }
}
