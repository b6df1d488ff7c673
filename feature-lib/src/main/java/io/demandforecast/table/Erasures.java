package io.demandforecast.table;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/**
 * What was forgotten, without saying it: a row when an erasure begins and one when it is done. One
 * that began and was not done has to be run again.
 */
public final class Erasures {
  public static final String NAME = "erasures";

  /** Value of {@link #EVENT}: it began. */
  public static final String STARTED = "started";

  /** Value of {@link #EVENT}: no file of the warehouse holds the value any more. */
  public static final String FINISHED = "finished";

  public static final String KEY_COLUMN = "key_column";
  public static final String KEY_DIGEST = "key_digest";
  public static final String EVENT = "event";
  public static final String AT = "at";
  public static final String ERASED_BY = "erased_by";
  public static final String REASON = "reason";
  public static final String ROWS = "rows";
  public static final String ENDED_RUNS = "ended_runs";

  private Erasures() {}

  public static TableDefinition definition() {
    return new TableDefinition(
        NAME,
        "One row a beginning and an end of each erasure of a key",
        new Columns()
            .required(KEY_COLUMN, StringType, "Key whose value was erased")
            .required(
                KEY_DIGEST,
                StringType,
                "HMAC-SHA-256 of the value with the personal key; without one, 16 bits of its SHA-256")
            .required(EVENT, StringType, "started or finished")
            .required(AT, TimestampType, "When; a record that decides nothing")
            .required(ERASED_BY, StringType, "User of the process")
            .required(REASON, StringType, "Why")
            .required(
                ROWS,
                DataTypes.createMapType(StringType, LongType, false),
                "Rows by table that were to go, or to lose their text; archive/ before those of the archive")
            .required(
                ENDED_RUNS,
                DataTypes.createArrayType(StringType, false),
                "Recorded runs whose inputs held the value: they cannot be replayed any more")
            .schema(),
        List.of(KEY_COLUMN, KEY_DIGEST, EVENT, AT),
        List.of(),
        List.of());
  }
}
