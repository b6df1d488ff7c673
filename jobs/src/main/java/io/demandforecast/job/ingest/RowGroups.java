package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import io.demandforecast.quality.Marks;
import io.demandforecast.quality.TypedRows;
import io.demandforecast.source.RawColumns;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Classified rows counted by what became of them: one pass over all rows, and few rows that say
 * what later steps ask of all. Those of the target are counted by series too, so that series and
 * repeated lines are found without a pass of their own.
 *
 * @param rows groups: {@link #WHAT}, of the target the series' columns of {@link Classified}, then
 *     the counts
 */
record RowGroups(Dataset<Row> rows, Grain grain) {
  /** Whether groups are of a series. */
  enum Grain {
    INPUT,
    SERIES
  }

  /** Id of the rule that set the rows aside; null where none did. */
  static final String RULE = "_rule";

  /** Whether that rule blocks the load. */
  static final String BLOCKS = "_blocks";

  /** Year of the last period that the rows are about. */
  static final String YEAR = "_year";

  /** Number of rows. */
  static final String ROWS = "_rows";

  /** First period that rows are about which stand for themselves. */
  static final String OLDEST = "_oldest";

  /** Last period that the rows are about. */
  static final String NEWEST = "_newest";

  /** Rows that hold no value of any covariate. */
  static final String WITHOUT_VALUE = "_without_value";

  /** The lowest {@link TypedRows#ORDER} of the rows. */
  static final String FIRST = "_first";

  /** The highest {@link TypedRows#ORDER} of the rows. */
  static final String LAST = "_last";

  /** What became of rows: file, rule, whether it blocks, warning, out of scope, year. */
  private static final List<String> WHAT =
      List.of(TypedRows.FILE_NUMBER, RULE, BLOCKS, Marks.WARNING, Marks.OUT, YEAR);

  /** Groups rows, lazily. */
  static RowGroups of(Classified classified, PeriodExpressions periods) {
    boolean target = classified.input().quantity().isPresent();
    List<Column> by = new ArrayList<>();
    by.add(col(TypedRows.FILE_NUMBER));
    by.add(Marks.field(Marks.RULE).as(RULE));
    by.add(Marks.field(Marks.BLOCKS).as(BLOCKS));
    by.add(col(Marks.WARNING));
    by.add(col(Marks.OUT));
    by.add(year(periods.date(col(Classified.TO_PERIOD))).as(YEAR));
    List<Column> counts = new ArrayList<>();
    Column rows = coalesce(col(RawColumns.STANDS_FOR), lit(1L));
    counts.add(max(col(Classified.TO_PERIOD)).as(NEWEST));
    counts.add(
        sum(when(CovariateLoad.hasValue(classified.slots()), lit(0L)).otherwise(rows))
            .as(WITHOUT_VALUE));
    if (target) {
      seriesColumns(classified).forEach(name -> by.add(RawColumns.column(name)));
      counts.add(
          min(when(col(RawColumns.STANDS_FOR).isNull(), col(Classified.TO_PERIOD))).as(OLDEST));
      counts.add(min(col(TypedRows.ORDER)).as(FIRST));
      counts.add(max(col(TypedRows.ORDER)).as(LAST));
    }
    return new RowGroups(
        classified
            .rows()
            .groupBy(by.toArray(Column[]::new))
            .agg(sum(rows).as(ROWS), counts.toArray(Column[]::new)),
        target ? Grain.SERIES : Grain.INPUT);
  }

  private static List<String> seriesColumns(Classified classified) {
    List<String> names = new ArrayList<>();
    names.add(Classified.SERIES);
    classified.input().keys().forEach(key -> names.add(Classified.keyName(key)));
    classified
        .input()
        .attributes()
        .forEach(attribute -> names.add(Classified.attributeName(attribute)));
    return names;
  }

  /** Groups of accepted rows. */
  Dataset<Row> accepted() {
    return rows.where(col(RULE).isNull().and(col(Marks.OUT).equalTo(lit(false))));
  }

  /** {@link #WHAT}, rows, newest period and rows without a value, whatever the series. */
  Dataset<Row> totals() {
    Column[] what = WHAT.stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new);
    return grain == Grain.INPUT
        ? rows
        : rows.groupBy(what)
            .agg(
                sum(col(ROWS)).as(ROWS),
                max(col(NEWEST)).as(NEWEST),
                sum(col(WITHOUT_VALUE)).as(WITHOUT_VALUE));
  }
}
