package io.demandforecast.table;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/**
 * Observations and covariates as of a day, on a regular grid: a row a block of periods of a series,
 * a scope of covariates or a group. Derived: the blocks that changed inputs fall in are made anew,
 * the others stay as they were written. A block without any value has no row.
 */
public final class Panel {
  public static final String NAME = "panel";
  public static final String PANEL_ID = "panel_id";
  public static final String KIND = "kind";
  public static final String KEY = "key";
  public static final String BLOCK = "block";
  public static final String FIRST_PERIOD = "first_period";
  public static final String TARGET = "target";
  public static final String COVARIATES = "covariates";
  public static final String ATTRIBUTES = "attributes";

  /** Block of the rows that are about no periods: the panel's own, and a series' attributes. */
  public static final int HEAD = Integer.MIN_VALUE;

  /** First period of the history of a series that never sold. */
  public static final int NEVER = Integer.MAX_VALUE;

  /** Kind of the one row that says what the panel as a whole is of; its key is the panel's id. */
  public static final String WHOLE = "panel";

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
        "A row a block of periods of a series (kind series), a scope of covariates (scope:NAME) or a group (group:NAME)",
        new Columns()
            .required(PANEL_ID, StringType, "The panel that the row was written for")
            .required(KIND, StringType, "series, scope:NAME, group:NAME; panel for the whole")
            .required(
                KEY,
                StringType,
                "Id of the series, key within the scope or group, or the panel's id")
            .required(
                BLOCK,
                IntegerType,
                "Number of the block of periods; " + HEAD + " for the row of attributes")
            .required(
                FIRST_PERIOD,
                IntegerType,
                "Period of the arrays' first entry; in the row of attributes the period that the history begins in, "
                    + NEVER
                    + " where there was no sale")
            .required(
                TARGET,
                DataTypes.createArrayType(DoubleType, true),
                "Quantity a period, NaN where none is known, empty for a block without one; of a group the mean over members that could sell")
            .required(
                COVARIATES,
                DataTypes.createArrayType(DataTypes.createArrayType(FloatType, true), true),
                "One array a covariate of this scope, in the order of the data set's declaration, NaN where unknown, empty for a block without a value")
            .required(
                ATTRIBUTES,
                DataTypes.createArrayType(StringType, true),
                "In the row of attributes: keys and static attributes of a series, in the order of the series table; of the panel what it was made of")
            .schema(),
        List.of(KIND, KEY, BLOCK),
        List.of(KIND, BLOCK),
        List.of());
  }
}
