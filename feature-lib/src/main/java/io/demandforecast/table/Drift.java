package io.demandforecast.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;

/** How the model is doing, night by night, and what it was held to. */
public final class Drift {
  public static final String NAME = "drift";
  public static final String RUN_ID = "run_id";
  public static final String METRIC = "metric";
  public static final String SEGMENT = "segment";
  public static final String SEGMENT_VALUE = "segment_value";
  public static final String FEATURE = "feature";
  public static final String VALUE = "value";
  public static final String THRESHOLD = "threshold";
  public static final String BREACHED = "breached";
  public static final String ROWS = "rows";
  public static final String AS_OF = "as_of";
  public static final String MODEL_VERSION = "model_version";

  private Drift() {}

  public static TableDefinition definition() {
    return new TableDefinition(
        NAME,
        "One row a run, metric, segment and feature",
        new Columns()
            .required(RUN_ID, StringType, "Run of the night")
            .required(METRIC, StringType, "psi, wape_growth, tracking_signal or coverage")
            .required(SEGMENT, StringType, "all, or the hierarchy column")
            .required(SEGMENT_VALUE, StringType, "Its value; empty for all")
            .required(FEATURE, StringType, "Feature that drifts; empty where it is about errors")
            .required(VALUE, DoubleType, "What was measured")
            .required(THRESHOLD, DoubleType, "What it was held to; coverage: at least")
            .required(BREACHED, BooleanType, "Whether it did not hold")
            .required(ROWS, LongType, "Forecasts or rows of features it was measured over")
            .required(AS_OF, DateType, "Last day of actuals of the run")
            .required(MODEL_VERSION, StringType, "Model of the run")
            .schema(),
        List.of(RUN_ID, METRIC, SEGMENT, SEGMENT_VALUE, FEATURE),
        List.of(),
        List.of());
  }
}
