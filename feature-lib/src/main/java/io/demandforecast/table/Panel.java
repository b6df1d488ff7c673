package io.demandforecast.table;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/**
 * Observations and covariates as of a day, on a regular grid: one row a series, a scope of
 * covariates or a group. Derived, and made anew whenever what it derives from changes.
 */
public final class Panel {
  public static final String NAME = "panel";
  public static final String PANEL_ID = "panel_id";
  public static final String KIND = "kind";
  public static final String KEY = "key";
  public static final String FIRST_PERIOD = "first_period";
  public static final String TARGET = "target";
  public static final String COVARIATES = "covariates";
  public static final String ATTRIBUTES = "attributes";

  /** Kind of the rows that are series. */
  public static final String SERIES = "series";

  /** Prefix of the kind of rows that are covariates of a scope. */
  public static final String SCOPE = "scope:";

  /** Prefix of the kind of rows that are groups. */
  public static final String GROUP = "group:";

  private Panel() {}

  public static TableDefinition definition() {
    return new TableDefinition(
        NAME,
        "One row a series (kind series), a scope of covariates (scope:NAME) or a group (group:NAME)",
        new Columns()
            .required(PANEL_ID, StringType, "Identity of the panel: what it was made from")
            .required(KIND, StringType, "series, scope:NAME or group:NAME")
            .required(KEY, StringType, "Id of the series, or key within the scope or group")
            .required(FIRST_PERIOD, IntegerType, "Period of the arrays' first entry")
            .required(
                TARGET,
                DataTypes.createArrayType(DoubleType, true),
                "Quantity a period, NaN where unknown; of a group the mean over members that could sell")
            .required(
                COVARIATES,
                DataTypes.createArrayType(DataTypes.createArrayType(FloatType, true), true),
                "One array a covariate of this scope, in the order of the data set's declaration, NaN where unknown")
            .required(
                ATTRIBUTES,
                DataTypes.createArrayType(StringType, true),
                "Keys and static attributes of a series, in the order of the series table")
            .schema(),
        List.of(PANEL_ID, KIND, KEY),
        List.of(KIND),
        List.of());
  }
}
