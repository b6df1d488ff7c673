package io.demandforecast.warehouse;

import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Column;

/**
 * Sums that are the same in whatever order rows arrive: of decimals, which those of doubles are
 * not. Twelve places hold every quantity that a planner can tell from another.
 */
public final class ExactSum {
  private static final String TYPE = "decimal(38,12)";

  private ExactSum() {}

  /** A quantity as it is summed. */
  public static Column term(Column quantity) {
    return quantity.cast(TYPE);
  }

  /** The sum, a decimal; null where there is no quantity. */
  public static Column of(Column quantity) {
    return sum(term(quantity));
  }
}
