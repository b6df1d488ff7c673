package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import io.demandforecast.quality.TypedRows;
import io.demandforecast.table.Observations;
import io.demandforecast.table.Quarantine;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Periods without a row, between rows of a series. */
final class GapNotes {
  /** Rule under which a gap stands in quarantine. */
  static final String GAP = "gap";

  private static final String BEFORE = "_before";

  private GapNotes() {}

  /**
   * One note a gap that ends at a new observation: the columns of quarantine but those of the load.
   * Notes are no rows of a file and are not counted as such.
   */
  static Dataset<Row> of(
      LoadedInput target,
      Dataset<Row> changes,
      Optional<Dataset<Row>> current,
      PeriodExpressions periods) {
    Dataset<Row> rows =
        changes.select(
            col(Observations.SERIES_ID), col(Observations.PERIOD), col(TypedRows.FILE_NUMBER));
    if (current.isPresent()) {
      rows =
          rows.unionByName(
              current
                  .get()
                  .select(
                      col(Observations.SERIES_ID),
                      col(Observations.PERIOD),
                      lit(null).cast("int").as(TypedRows.FILE_NUMBER)));
    }
    return rows.groupBy(col(Observations.SERIES_ID), col(Observations.PERIOD))
        .agg(min(col(TypedRows.FILE_NUMBER)).as(TypedRows.FILE_NUMBER))
        .withColumn(
            BEFORE,
            lag(col(Observations.PERIOD), 1)
                .over(
                    Window.partitionBy(col(Observations.SERIES_ID))
                        .orderBy(col(Observations.PERIOD))))
        .where(
            col(TypedRows.FILE_NUMBER)
                .isNotNull()
                .and(col(Observations.PERIOD).gt(col(BEFORE).plus(lit(1)))))
        .select(
            target.path().as(Quarantine.FILE),
            lit(null).cast("bigint").as(Quarantine.LINE),
            lit(null).cast("bigint").as(Quarantine.OFFSET),
            lit(GAP).as(Quarantine.RULE),
            concat(
                    lit("series '"),
                    col(Observations.SERIES_ID),
                    lit("' has no row from "),
                    periods.firstDay(col(BEFORE).plus(lit(1))).cast("string"),
                    lit(" to "),
                    periods.lastDay(col(Observations.PERIOD).minus(lit(1))).cast("string"))
                .as(Quarantine.REASON),
            lit(null).cast("string").as(Quarantine.RAW));
  }

  /** Share of the periods between the series' first and last accepted rows that have none. */
  static OptionalDouble share(Classified classified) {
    Row row =
        classified
            .accepted()
            .groupBy(col(Classified.SERIES))
            .agg(
                max(col(Classified.TO_PERIOD))
                    .minus(min(col(Classified.TO_PERIOD)))
                    .plus(lit(1))
                    .cast("bigint")
                    .as("span"),
                countDistinct(col(Classified.TO_PERIOD)).as("present"))
            .agg(sum(col("span")), sum(col("present")))
            .first();
    return row.isNullAt(0)
        ? OptionalDouble.empty()
        : OptionalDouble.of(1 - (double) row.getLong(1) / row.getLong(0));
  }
}
