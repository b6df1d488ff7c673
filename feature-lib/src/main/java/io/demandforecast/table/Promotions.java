package io.demandforecast.table;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** Which models were made to forecast, and which were not: rows are only ever added. */
public final class Promotions {
  public static final String NAME = "promotions";
  public static final String SEQ = "promotion_seq";
  public static final String MODEL_VERSION = "model_version";
  public static final String CHAMPION = "champion";
  public static final String DECISION = "decision";
  public static final String REASON = "reason";
  public static final String FIGURES = "figures";
  public static final String THRESHOLDS = "thresholds";
  public static final String AS_OF = "as_of";
  public static final String PANEL_ID = "panel_id";
  public static final String CONFIG_HASH = "config_hash";
  public static final String DECIDED_AT = "decided_at";
  public static final String DECIDED_BY = "decided_by";

  /** Decision: the model forecasts from now on. */
  public static final String PROMOTED = "promoted";

  /** Decision: the champion goes on. */
  public static final String REFUSED = "refused";

  private Promotions() {}

  public static TableDefinition definition() {
    return new TableDefinition(
        NAME,
        "One row a decision about a model; of a configuration the newest as_of, then promotion_seq, that is promoted is the champion",
        new Columns()
            .required(SEQ, LongType, "Order of the decisions, from 1")
            .required(MODEL_VERSION, StringType, "Model that was decided about")
            .optional(CHAMPION, StringType, "Model that forecast before; empty for none")
            .required(DECISION, StringType, "promoted or refused")
            .required(REASON, StringType, "Why")
            .required(
                FIGURES,
                DataTypes.createMapType(StringType, DoubleType, false),
                "What was measured")
            .required(
                THRESHOLDS,
                DataTypes.createMapType(StringType, DoubleType, false),
                "What it was held to")
            .required(AS_OF, DateType, "Day from which on it holds: that of the panel")
            .optional(PANEL_ID, StringType, "Panel with the actuals; empty where a person decided")
            .required(CONFIG_HASH, StringType, "Configuration of the models")
            .required(DECIDED_AT, TimestampType, "When; a record that decides nothing")
            .required(DECIDED_BY, StringType, "User of the process")
            .schema(),
        List.of(SEQ),
        List.of(),
        List.of(
            new TableDefinition.Check("known_decision", "decision IN ('promoted', 'refused')")));
  }
}
