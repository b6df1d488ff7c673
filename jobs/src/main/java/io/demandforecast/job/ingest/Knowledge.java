package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_date;

import org.apache.spark.sql.Column;

/** What counts as newer. */
final class Knowledge {
  private static final long LOADS = 1L << 32;

  private Knowledge() {}

  /**
   * A number by which states of knowledge ascend: by the day they became known, then by the load.
   * One number, because Spark aggregates structs and texts by sorting and numbers by hashing.
   */
  static Column order(String knownAt, String loadSeq) {
    return unix_date(col(knownAt)).cast("bigint").multiply(lit(LOADS)).plus(col(loadSeq));
  }
}
