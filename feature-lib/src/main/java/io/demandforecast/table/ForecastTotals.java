package io.demandforecast.table;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;

/** Forecasts of totals over lead times, of every run. Rows of a published run never change. */
public final class ForecastTotals {
  public static final String NAME = "forecast_totals";
  public static final String RUN_ID = Forecasts.RUN_ID;
  public static final String SERIES_ID = Forecasts.SERIES_ID;
  public static final String ORIGIN_DATE = Forecasts.ORIGIN_DATE;
  public static final String FIRST_TARGET_DATE = "first_target_date";
  public static final String LAST_TARGET_DATE = "last_target_date";
  public static final String PERIODS = "periods";
  public static final String MEAN = Forecasts.MEAN;
  public static final String MODEL_VERSION = Forecasts.MODEL_VERSION;

  private ForecastTotals() {}

  /**
   * @param keys the data set's key columns
   * @param quantiles levels, ascending
   */
  public static TableDefinition definition(List<String> keys, List<Double> quantiles) {
    Columns columns =
        new Columns()
            .required(RUN_ID, StringType, "Run that made the forecast")
            .required(SERIES_ID, StringType, "Series that it is about")
            .texts(keys, "Key of the series")
            .required(ORIGIN_DATE, DateType, "Last date of actuals that was known of the series")
            .required(PERIODS, IntegerType, "Periods from the first to the last")
            .required(FIRST_TARGET_DATE, DateType, "Date that names the first period of the total")
            .required(LAST_TARGET_DATE, DateType, "Date that names its last period")
            .required(MEAN, DoubleType, "Expected quantity: the sum of the periods' means");
    for (double level : quantiles) {
      // Levels may be added to a warehouse in use, so that older rows have none.
      columns.optional(
          Forecasts.quantileColumn(level),
          DoubleType,
          "Quantity that demand over all periods stays at or below with probability " + level);
    }
    columns
        .required(MODEL_VERSION, StringType, "Model of the run")
        .optional(
            Forecasts.STALE_PERIODS,
            IntegerType,
            "Periods that the series' feed is late by: its origin lies so many before the run's");
    return new TableDefinition(
        NAME,
        "One row a run, series and lead time",
        columns.schema(),
        List.of(RUN_ID, SERIES_ID, PERIODS),
        List.of(RUN_ID),
        List.of(new TableDefinition.Check("mean_is_a_number", "NOT isnan(mean)")));
  }
}
