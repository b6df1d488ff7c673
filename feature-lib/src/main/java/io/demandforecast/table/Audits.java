package io.demandforecast.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;

/** What was checked of a run before its publication. */
public final class Audits {
  public static final String NAME = "audits";
  public static final String RUN_ID = "run_id";
  public static final String CHECK = "check";
  public static final String VALUE = "value";
  public static final String BOUND = "bound";
  public static final String PASSED = "passed";
  public static final String MESSAGE = "message";
  public static final String SEVERITY = "severity";

  private Audits() {}

  public static TableDefinition definition() {
    return new TableDefinition(
        NAME,
        "One row a run and check",
        new Columns()
            .required(RUN_ID, StringType, "Run that was checked")
            .required(CHECK, StringType, "Name of the check")
            .required(VALUE, DoubleType, "What was measured")
            .required(BOUND, StringType, "What it was held to")
            .required(PASSED, BooleanType, "Whether it held")
            .required(MESSAGE, StringType, "The finding in words")
            .optional(
                SEVERITY,
                StringType,
                "block: the run is not published where the check did not pass; warn: it is")
            .schema(),
        List.of(RUN_ID, CHECK),
        List.of(),
        List.of());
  }
}
