package io.demandforecast.table;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;

/**
 * Every row that was set aside, with all that is needed to find it, understand it and send it
 * again.
 */
public final class Quarantine {
  public static final String NAME = "quarantine";
  public static final String LOAD_SEQ = "load_seq";
  public static final String INPUT = "input";
  public static final String FILE = "file";
  public static final String LINE = "line";
  public static final String OFFSET = "byte_offset";
  public static final String RULE = "rule";
  public static final String REASON = "reason";
  public static final String RAW = "raw";
  public static final String LOADED_AT = "loaded_at";

  private Quarantine() {}

  public static TableDefinition definition() {
    return new TableDefinition(
        NAME,
        "One row a rejected row of raw data",
        new Columns()
            .required(LOAD_SEQ, LongType, "Order of the load that read the row")
            .required(INPUT, StringType, "Input that the row belongs to")
            .required(FILE, StringType, "File, or table, that it was read from")
            .optional(
                LINE,
                LongType,
                "Line that the record starts on, from 1; null where the format has no lines")
            .optional(OFFSET, LongType, "Byte the record starts at, in files read in several parts")
            .required(RULE, StringType, "Id of the first rule that it breaks")
            .required(REASON, StringType, "What is wrong, with the value")
            .optional(RAW, StringType, "The record's own text")
            .required(
                LOADED_AT, TimestampType, "When the row was read; a record that decides nothing")
            .schema(),
        List.of(LOAD_SEQ, INPUT, FILE, LINE, OFFSET, RULE),
        List.of(INPUT),
        List.of());
  }
}
