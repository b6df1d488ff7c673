package io.demandforecast.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.demandforecast.config.RuleSettings.Severity;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The columns in which a row carries what became of it. */
public final class Marks {
  /** Id of the first rule that the row breaks and is set aside for; null: none. */
  public static final String RULE = "_rule";

  /** What is wrong, where a rule is broken. */
  public static final String REASON = "_reason";

  /** Whether that rule blocks the load. */
  public static final String BLOCKS = "_blocks";

  /** Id of the first rule of severity warn that the row breaks. */
  public static final String WARNING = "_warning";

  /** Whether the row is out of scope. */
  public static final String OUT = "_out";

  private Marks() {}

  /** Rows neither set aside nor out of scope. */
  public static Column accepted() {
    return col(RULE).isNull().and(col(OUT).equalTo(lit(false)));
  }

  public static Column setAside() {
    return col(RULE).isNotNull();
  }

  /** Marks accepted rows that break one more rule. */
  static Dataset<Row> mark(
      Dataset<Row> rows, Column broken, String rule, Severity severity, Column reason) {
    Column breach = accepted().and(broken);
    Map<String, Column> columns = new LinkedHashMap<>();
    if (severity == Severity.WARN) {
      columns.put(
          WARNING, when(breach.and(col(WARNING).isNull()), lit(rule)).otherwise(col(WARNING)));
    } else {
      columns.put(RULE, when(breach, lit(rule)).otherwise(col(RULE)));
      columns.put(REASON, when(breach, reason).otherwise(col(REASON)));
      columns.put(BLOCKS, when(breach, lit(severity == Severity.BLOCK)).otherwise(col(BLOCKS)));
    }
    return rows.withColumns(columns);
  }
}
