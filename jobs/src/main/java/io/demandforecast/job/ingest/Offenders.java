package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import io.demandforecast.quality.Marks;
import io.demandforecast.quality.TypedRows;
import io.demandforecast.source.RawColumns;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** A few of the rows that were set aside, for a person to see. */
final class Offenders {
  private static final int MOST = 10;
  private static final int OF_A_RULE = 3;
  private static final int LONGEST_RAW = 200;

  private Offenders() {}

  /** The first rows of each rule, ten at most. */
  static List<IngestJob.Offender> of(Classified classified, Column which) {
    Dataset<Row> numbered =
        classified
            .rows()
            .where(which)
            .withColumn(
                "_number",
                row_number()
                    .over(
                        Window.partitionBy(col(Marks.RULE))
                            .orderBy(col(RawColumns.FILE), col(TypedRows.POSITION))))
            .where(col("_number").leq(lit(MOST)));
    List<IngestJob.Offender> offenders = new ArrayList<>();
    for (Row row :
        numbered
            .orderBy(
                col("_number").gt(lit(OF_A_RULE)),
                col(Marks.RULE),
                col(RawColumns.FILE),
                col(TypedRows.POSITION))
            .select(
                col(RawColumns.FILE),
                col(RawColumns.LINE),
                col(RawColumns.OFFSET),
                col(Marks.RULE),
                col(Marks.REASON),
                col(RawColumns.RAW))
            .takeAsList(MOST)) {
      offenders.add(
          new IngestJob.Offender(
              classified.input().name(),
              place(row),
              row.getString(3),
              row.getString(4),
              shortened(row.getString(5))));
    }
    return offenders;
  }

  private static String place(Row row) {
    if (!row.isNullAt(1)) {
      return row.getString(0) + " line " + row.getLong(1);
    }
    return row.isNullAt(2) ? row.getString(0) : row.getString(0) + " byte " + row.getLong(2);
  }

  private static String shortened(String raw) {
    return raw == null || raw.length() <= LONGEST_RAW ? raw : raw.substring(0, LONGEST_RAW) + "…";
  }
}
