package io.demandforecast.table;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** How wrong published forecasts were, once actuals arrived. */
public final class Accuracy {
  public static final String NAME = "accuracy";
  public static final String RUN_ID = "run_id";
  public static final String AS_OF = "as_of";
  public static final String SEGMENT = "segment";
  public static final String SEGMENT_VALUE = "segment_value";
  public static final String LEADS = "leads";
  public static final String ORIGIN_DATE = "origin_date";
  public static final String ROWS = "rows";
  public static final String COVERAGE = "coverage";
  public static final String COVERAGE_BELOW = "coverage_below";

  private Accuracy() {}

  public static TableDefinition definition() {
    return new TableDefinition(
        NAME,
        "One row a run, segment (all, a lead bucket's leads, a hierarchy column's value) over the actuals known as of",
        new Columns()
            .required(RUN_ID, StringType, "Published run")
            .required(AS_OF, DateType, "Last day of the actuals it was scored with")
            .required(SEGMENT, StringType, "all, or the hierarchy column")
            .required(SEGMENT_VALUE, StringType, "Its value; empty for all")
            .required(LEADS, StringType, "all, or first-last of a lead bucket")
            .required(ORIGIN_DATE, DateType, "Origin of the run")
            .required(ROWS, LongType, "Forecasts with an actual")
            .optional("wape", DoubleType, "Sum of absolute errors over sum of actuals")
            .optional("bias", DoubleType, "Sum of forecast minus actual over sum of actuals")
            .optional(
                "mase",
                DoubleType,
                "Mean over series of mean absolute error over in-sample naive error")
            .optional("rmsse", DoubleType, "Mean over series of root mean squared scaled error")
            .optional("smape", DoubleType, "Symmetric mean absolute percentage error, 0 to 200")
            .optional(
                "pinball",
                DataTypes.createMapType(StringType, DoubleType, true),
                "Mean pinball loss by quantile column")
            .optional(
                COVERAGE,
                DataTypes.createMapType(StringType, DoubleType, true),
                "Share of actuals at or below each quantile")
            .optional(
                "seasonal_naive_wape", DoubleType, "WAPE of the seasonal naive on the same rows")
            .optional("forecast_value_added", DoubleType, "1 - wape / seasonal_naive_wape")
            .optional(
                COVERAGE_BELOW,
                DataTypes.createMapType(StringType, DoubleType, true),
                "Share of actuals below each quantile: for counts the level lies between it and coverage")
            .optional(
                "median",
                DataTypes.createMapType(StringType, DoubleType, true),
                "wape, mase and smape of q50; empty where that is not forecast")
            .schema(),
        List.of(RUN_ID, AS_OF, SEGMENT, SEGMENT_VALUE, LEADS),
        List.of(),
        List.of());
  }
}
