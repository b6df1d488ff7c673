package io.demandforecast.table;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;

/** Which runs are published: one row more is the one atomic step that makes a run visible. */
public final class Publications {
  public static final String NAME = "publications";
  public static final String CHANNEL = "channel";
  public static final String SEQ = "publication_seq";
  public static final String RUN_ID = "run_id";
  public static final String AS_OF = "as_of";
  public static final String MODEL_VERSION = "model_version";
  public static final String ROWS = "rows";
  public static final String PUBLISHED_AT = "published_at";
  public static final String PUBLISHED_BY = "published_by";
  public static final String WITHDRAWN = "withdrawn_run";
  public static final String REASON = "reason";
  public static final String TOKEN = "fencing_token";

  private Publications() {}

  public static TableDefinition definition() {
    return new TableDefinition(
        NAME,
        "One row a publication; the newest publication_seq of a channel is current",
        new Columns()
            .required(CHANNEL, StringType, "production, backtest or another channel")
            .required(SEQ, LongType, "Order of the publications of all channels, from 1")
            .required(RUN_ID, StringType, "Run that is published")
            .required(AS_OF, DateType, "Its last day of actuals")
            .required(MODEL_VERSION, StringType, "Its model")
            .required(ROWS, LongType, "Its forecast rows")
            .required(
                PUBLISHED_AT, TimestampType, "When it was published; a record that decides nothing")
            .optional(PUBLISHED_BY, StringType, "User of the process that published it")
            .optional(
                WITHDRAWN,
                StringType,
                "Run that was current and is taken back by this: no night publishes it again")
            .optional(REASON, StringType, "Why, where a person published it or rolled back to it")
            .optional(
                TOKEN,
                LongType,
                "Token of the lease under which it was published: never less than in rows before")
            .schema(),
        List.of(CHANNEL, SEQ),
        List.of(),
        List.of());
  }
}
