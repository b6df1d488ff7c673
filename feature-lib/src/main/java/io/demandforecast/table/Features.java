package io.demandforecast.table;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;

/**
 * The rows that models see, a column a feature: an output for notebooks and audits that no stage
 * reads.
 */
public final class Features {
  public static final String NAME = "features";
  public static final String PANEL_ID = "panel_id";
  public static final String PURPOSE = "purpose";
  public static final String SERIES_ID = "series_id";
  public static final String ORIGIN_DATE = "origin_date";
  public static final String TARGET_DATE = "target_date";
  public static final String TARGET_LEAD = "target_lead";
  public static final String SCALE = "scale";
  public static final String OFFSET = "offset";
  public static final String ACTUAL = "actual";

  /** Purpose of the rows that a model is trained on. */
  public static final String TRAINING = "training";

  /** Purpose of the rows that are forecast. */
  public static final String FORECAST = "forecast";

  private Features() {}

  /**
   * @param features names in the order of a row
   */
  public static TableDefinition definition(List<String> features) {
    Columns columns =
        new Columns()
            .required(PANEL_ID, StringType, "Panel that the row is of")
            .required(PURPOSE, StringType, "training, or forecast: tonight's rows")
            .required(SERIES_ID, StringType, "Series that the row is about")
            .required(ORIGIN_DATE, DateType, "Last date that the history features know")
            .required(TARGET_DATE, DateType, "Date that is forecast")
            .required(TARGET_LEAD, IntegerType, "Periods from the origin to the target")
            .required(
                SCALE, DoubleType, "What features and label in units of the target are divided by")
            .required(
                OFFSET,
                DoubleType,
                "Simple forecast that the model corrects, in units of the target")
            .optional(
                ACTUAL, DoubleType, "Quantity of the target period; null where it is not known");
    features.forEach(
        name ->
            columns.optional(name, FloatType, "Feature " + name + "; null where it is missing"));
    return new TableDefinition(
        NAME,
        "One row a series, origin and lead that a model is trained on or asked about",
        columns.schema(),
        List.of(PANEL_ID, PURPOSE, SERIES_ID, TARGET_DATE, TARGET_LEAD),
        List.of(PURPOSE),
        List.of());
  }
}
