package io.demandforecast.table;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;

/**
 * What was sold, as it became known: rows are only ever added. The truth that all else derives
 * from.
 */
public final class Observations {
  public static final String NAME = "observations";
  public static final String SERIES_ID = "series_id";
  public static final String DATE = "date";
  public static final String PERIOD = "period";
  public static final String TIME = "time";
  public static final String QUANTITY = "quantity";
  public static final String KNOWN_AT = "known_at";
  public static final String LOAD_SEQ = "load_seq";
  public static final String LOADED_AT = "loaded_at";
  public static final String YEAR = "year";

  private Observations() {}

  /**
   * @param keys the data set's key columns
   */
  public static TableDefinition definition(List<String> keys) {
    return new TableDefinition(
        NAME,
        "One row a series and period for each state of knowledge; the newest known_at, then load_seq, counts",
        new Columns()
            .required(SERIES_ID, StringType, "Identity of the series: its key values joined by |")
            .texts(keys, "Key of the series")
            .required(
                DATE,
                DateType,
                "Date that names the period: the day, a week's last day, a month's first")
            .required(PERIOD, IntegerType, "Number of the period on the data set's grid")
            .optional(TIME, TimestampType, "Start of an hourly period; null for other frequencies")
            .required(QUANTITY, DoubleType, "Quantity sold in the period")
            .required(KNOWN_AT, DateType, "Day from which on this quantity is known")
            .required(LOAD_SEQ, LongType, "Order of the load that brought the row")
            .required(
                LOADED_AT, TimestampType, "When the row was loaded; a record that decides nothing")
            .required(YEAR, IntegerType, "Year of the date")
            .schema(),
        List.of(SERIES_ID, PERIOD, KNOWN_AT, LOAD_SEQ),
        List.of(YEAR),
        List.of(
            new TableDefinition.Check(
                "quantity_is_a_number", "NOT isnan(quantity) AND abs(quantity) < 1e15"),
            new TableDefinition.Check("date_is_plausible", "date >= DATE'1900-01-01'")));
  }
}
