package io.demandforecast.table;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * What was run: rows are only added. An execution of a command has a row when it begins, one when
 * the forecasts of a run are written (before they are published), and one when it ends. One that
 * began and did not end was killed, or still runs.
 */
public final class Runs {
  public static final String NAME = "runs";

  /** Value of {@link #EVENT}: the command began. */
  public static final String STARTED = "started";

  /** Value of {@link #EVENT}: the forecasts of {@link #RUN_ID} are written. */
  public static final String FORECAST = "forecast";

  /** Value of {@link #EVENT}: the command did its work. */
  public static final String FINISHED = "finished";

  /** Value of {@link #EVENT}: the command ended with an exit code above 0. */
  public static final String FAILED = "failed";

  public static final String EXECUTION_ID = "execution_id";
  public static final String EVENT = "event";
  public static final String AT = "at";
  public static final String COMMAND = "command";
  public static final String USER = "user";
  public static final String CONFIG = "config";
  public static final String CONFIG_HASH = "config_hash";
  public static final String CODE_VERSION = "code_version";
  public static final String VERSIONS = "versions";
  public static final String SETTINGS = "settings";
  public static final String SEED = "seed";
  public static final String RUN_ID = "run_id";
  public static final String AS_OF = "as_of";
  public static final String PANEL_ID = "panel_id";
  public static final String PANEL_DIGESTS = "panel_digests";
  public static final String LOAD_SEQ = "load_seq";
  public static final String LOADS_DIGEST = "loads_digest";
  public static final String FEATURES_HASH = "features_hash";
  public static final String MODEL_VERSION = "model_version";
  public static final String MODEL_CHECKSUM = "model_checksum";
  public static final String TABLES_READ = "tables_read";
  public static final String TABLES_WRITTEN = "tables_written";
  public static final String STAGE_SECONDS = "stage_seconds";
  public static final String ROWS = "rows";
  public static final String EXIT_CODE = "exit_code";
  public static final String MESSAGE = "message";

  private Runs() {}

  public static TableDefinition definition() {
    return new TableDefinition(
        NAME,
        "One row a beginning, a forecast and an end of each execution of a command that writes",
        new Columns()
            .required(EXECUTION_ID, StringType, "One execution of one command")
            .required(EVENT, StringType, "started, forecast, finished or failed")
            .required(AT, TimestampType, "When it was written; a record that decides nothing")
            .required(COMMAND, StringType, "Name of the command")
            .required(USER, StringType, "User of the process")
            .optional(
                CONFIG,
                StringType,
                "Effective configuration as HOCON, secrets masked; where it started")
            .required(CONFIG_HASH, StringType, "SHA-256 of all settings that numbers may depend on")
            .required(CODE_VERSION, StringType, "Version of the software")
            .required(VERSIONS, texts(), "Versions of Java, Spark and libraries")
            .required(SETTINGS, texts(), "What of Spark's session a training may depend on")
            .required(SEED, LongType, "Seed of every draw")
            .optional(RUN_ID, StringType, "Run whose forecasts were written")
            .optional(AS_OF, DateType, "Its last day of actuals")
            .optional(PANEL_ID, StringType, "Its panel")
            .optional(
                PANEL_DIGESTS,
                texts(),
                "By input of the panel: sum of its series' hashes, so that order does not matter")
            .optional(LOAD_SEQ, LongType, "The last load that the panel knew")
            .optional(LOADS_DIGEST, StringType, "SHA-256 of what all loads so far read")
            .optional(FEATURES_HASH, StringType, "SHA-256 of the feature set")
            .optional(MODEL_VERSION, StringType, "Its model")
            .optional(MODEL_CHECKSUM, StringType, "SHA-256 of the model's file")
            .optional(TABLES_READ, map(LongType), "Version in which a table was first read")
            .optional(TABLES_WRITTEN, map(LongType), "Version that a table was last written as")
            .optional(STAGE_SECONDS, map(DoubleType), "Duration of each stage; where it ended")
            .optional(ROWS, LongType, "Forecasts written, or rows loaded")
            .optional(EXIT_CODE, IntegerType, "Exit code; where it ended")
            .optional(MESSAGE, StringType, "What a person was told; where it failed")
            .schema(),
        List.of(EXECUTION_ID, EVENT, RUN_ID),
        List.of(),
        List.of());
  }

  private static DataType texts() {
    return map(StringType);
  }

  private static DataType map(DataType values) {
    return DataTypes.createMapType(StringType, values, true);
  }
}
