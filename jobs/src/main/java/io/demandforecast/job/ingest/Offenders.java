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
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** A few of the rows that were set aside, for a person to see. */
final class Offenders {
  private static final String NUMBER = "_number";
  private static final int MOST = 10;
  private static final int OF_A_RULE = 3;
  private static final int LONGEST_RAW = 200;

  private Offenders() {}

  /** The first rows of each rule, ten at most. */
  static List<IngestJob.Offender> of(LoadedInput loaded, Column which) {
    Column number =
        row_number()
            .over(Window.partitionBy(Marks.field(Marks.RULE)).orderBy(col(TypedRows.ORDER)));
    List<Row> rows =
        loaded
            .classified()
            .where(which)
            .withColumn(NUMBER, number)
            .where(col(NUMBER).leq(lit(MOST)))
            .orderBy(col(NUMBER).gt(lit(OF_A_RULE)), Marks.field(Marks.RULE), col(TypedRows.ORDER))
            .select(col(TypedRows.FILE_NUMBER), col(Marks.SET_ASIDE + ".*"))
            .takeAsList(MOST);
    List<IngestJob.Offender> offenders = new ArrayList<>();
    for (Row row : rows) {
      offenders.add(
          new IngestJob.Offender(
              loaded.input().name(),
              place(loaded.files().get(row.getInt(0)).path(), row),
              row.getAs(Marks.RULE),
              row.getAs(Marks.REASON),
              shortened(row.getAs(RawColumns.RAW))));
    }
    return offenders;
  }

  private static String place(String file, Row row) {
    Long line = row.getAs(RawColumns.LINE);
    Long offset = row.getAs(RawColumns.OFFSET);
    if (line != null) {
      return file + " line " + line;
    }
    return offset == null ? file : file + " byte " + offset;
  }

  private static String shortened(String raw) {
    return raw == null || raw.length() <= LONGEST_RAW ? raw : raw.substring(0, LONGEST_RAW) + "…";
  }
}
