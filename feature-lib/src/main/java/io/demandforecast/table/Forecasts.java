package io.demandforecast.table;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Forecasts of every run. Rows of a published run never change. */
public final class Forecasts {
  public static final String NAME = "forecasts";
  public static final String RUN_ID = "run_id";
  public static final String SERIES_ID = "series_id";
  public static final String ORIGIN_DATE = "origin_date";
  public static final String TARGET_DATE = "target_date";
  public static final String TARGET_TIME = "target_time";
  public static final String LEAD = "lead";
  public static final String MEAN = "mean";
  public static final String SOURCE = "source";
  public static final String REASON = "reason";
  public static final String MODEL_VERSION = "model_version";
  public static final String STALE_PERIODS = "stale_periods";

  private Forecasts() {}

  /**
   * Column of a quantile: q and the digits after the decimal point, at least two (0.05 is q05,
   * 0.975 is q975).
   */
  public static String quantileColumn(double level) {
    String digits = BigDecimal.valueOf(level).toPlainString().substring(2);
    return "q" + (digits.length() < 2 ? digits + "0" : digits);
  }

  /** Level of a quantile's column: the inverse of {@link #quantileColumn}. */
  public static double levelOf(String column) {
    return Double.parseDouble("0." + column.substring(1));
  }

  /**
   * @param keys the data set's key columns
   * @param quantiles levels, ascending
   * @param hourly whether rows carry the hour they are about
   */
  public static TableDefinition definition(
      List<String> keys, List<Double> quantiles, Hours hourly) {
    Columns columns =
        new Columns()
            .required(RUN_ID, StringType, "Run that made the forecast")
            .required(SERIES_ID, StringType, "Series that it is about")
            .texts(keys, "Key of the series")
            .required(ORIGIN_DATE, DateType, "Last date of actuals that was known of the series")
            .required(TARGET_DATE, DateType, "Date that names the forecast period");
    if (hourly == Hours.PRESENT) {
      columns.required(TARGET_TIME, TimestampType, "Start of the forecast hour (UTC)");
    }
    columns
        .required(LEAD, IntegerType, "Periods from the origin to the target, from 1")
        .required(MEAN, DoubleType, "Expected quantity");
    List<TableDefinition.Check> checks = new ArrayList<>();
    checks.add(new TableDefinition.Check("mean_is_a_number", "NOT isnan(mean)"));
    for (double level : quantiles) {
      // Levels may be added to a warehouse in use, so that older rows have none.
      columns.optional(
          quantileColumn(level),
          DoubleType,
          "Quantity that demand stays at or below with probability " + level);
    }
    columns
        .required(SOURCE, StringType, "Forecaster that made it: the model or a fallback")
        .optional(REASON, StringType, "Why a fallback made it")
        .required(MODEL_VERSION, StringType, "Model of the run")
        .optional(
            STALE_PERIODS,
            IntegerType,
            "Periods that the series' feed is late by: its origin lies so many before the run's");
    return new TableDefinition(
        NAME,
        "One row a run, series and target period",
        columns.schema(),
        List.of(RUN_ID, SERIES_ID, LEAD),
        List.of(RUN_ID),
        checks);
  }

  /** Whether a table's rows name an hour beside their date. */
  public enum Hours {
    PRESENT,
    ABSENT
  }
}
