package io.demandforecast.quality;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.demandforecast.config.RuleSettings.Severity;
import org.apache.spark.sql.Column;

/**
 * A rule of single rows, as an expression.
 *
 * @param id its name in quarantine
 * @param severity what a breach does
 * @param broken true where a row breaks it; false or null where it does not
 * @param reason what is wrong, with the value
 */
public record RuleExpression(String id, Severity severity, Column broken, Column reason) {

  /** A rule that is always on: rows that break it are set aside. */
  static RuleExpression builtIn(String id, Column broken, Column reason) {
    return new RuleExpression(id, Severity.QUARANTINE, broken, reason);
  }

  /** What is kept of a breach. */
  Column verdict() {
    return struct(
        lit(id).as(Marks.RULE),
        reason.as(Marks.REASON),
        lit(severity == Severity.BLOCK).as(Marks.BLOCKS));
  }
}
