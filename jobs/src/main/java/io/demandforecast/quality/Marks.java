package io.demandforecast.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.demandforecast.config.RuleSettings.Severity;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The columns in which a row carries what became of it. */
public final class Marks {
  /**
   * Why the row is set aside: a struct of {@link #RULE}, {@link #REASON} and {@link #BLOCKS}; null
   * where it is not.
   */
  public static final String SET_ASIDE = "_set_aside";

  /** Field: id of the first rule that the row breaks. */
  public static final String RULE = "rule";

  /** Field: what is wrong. */
  public static final String REASON = "reason";

  /** Field: whether that rule blocks the load. */
  public static final String BLOCKS = "blocks";

  /** Id of the first rule of severity warn that the row breaks; null: none. */
  public static final String WARNING = "_warning";

  /** Whether the row is out of scope. */
  public static final String OUT = "_out";

  private Marks() {}

  /** Rows neither set aside nor out of scope. */
  public static Column accepted() {
    return col(SET_ASIDE).isNull().and(col(OUT).equalTo(lit(false)));
  }

  public static Column setAside() {
    return col(SET_ASIDE).isNotNull();
  }

  /** A field of the reason. */
  public static Column field(String name) {
    return col(SET_ASIDE).getField(name);
  }

  /** What is kept of a breach. */
  static Column verdict(String rule, Severity severity, Column reason) {
    return struct(
        lit(rule).as(RULE), reason.as(REASON), lit(severity == Severity.BLOCK).as(BLOCKS));
  }

  /** Marks accepted rows that break one more rule. */
  static Dataset<Row> mark(
      Dataset<Row> rows, Column broken, String rule, Severity severity, Column reason) {
    Column breach = accepted().and(broken);
    return severity == Severity.WARN
        ? rows.withColumn(
            WARNING, when(breach.and(col(WARNING).isNull()), lit(rule)).otherwise(col(WARNING)))
        : rows.withColumn(
            SET_ASIDE, when(breach, verdict(rule, severity, reason)).otherwise(col(SET_ASIDE)));
  }
}
