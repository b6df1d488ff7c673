package io.demandforecast.quality;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;

import org.apache.spark.sql.Column;

/** Sentences about values. */
public final class Reasons {
  private static final int LONGEST_VALUE = 80;

  private Reasons() {}

  /** "what 'value' is wrong", for the text of a column. */
  public static Column of(String what, Column text, Column isWrong) {
    return concat(lit(what + " '"), shown(text), lit("' "), isWrong);
  }

  /** "message: column 'value'". */
  static Column declared(String message, String column, Column text) {
    return concat(lit(message + ": " + column + " '"), shown(text), lit("'"));
  }

  static Column shown(Column text) {
    return coalesce(substring(text, 1, LONGEST_VALUE), lit(""));
  }
}
