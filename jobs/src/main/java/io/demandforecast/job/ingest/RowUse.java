package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.not;

import io.demandforecast.quality.TypedRows;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the accepted rows of an input were used for, by file; the remaining ones were merged.
 *
 * @param news rows that became a row of a table, or attributes
 * @param empty rows that hold no value
 */
record RowUse(Map<String, Long> news, Map<String, Long> empty) {

  /** Every accepted row became a row. */
  static RowUse all(LoadedInput loaded) {
    Map<String, Long> news = new HashMap<>();
    loaded.tally().files().forEach((file, rows) -> news.put(file, rows.accepted()));
    return new RowUse(news, Map.of());
  }

  /**
   * Each of these rows became a row, counted for its file; those that follow from more, for none.
   */
  static RowUse of(LoadedInput loaded, Dataset<Row> changes) {
    Map<String, Long> news = new HashMap<>();
    for (Row row :
        changes
            .where(col(TypedRows.FILE_NUMBER).isNotNull())
            .groupBy(col(TypedRows.FILE_NUMBER))
            .agg(count(lit(1)))
            .collectAsList()) {
      news.put(loaded.path(row.getInt(0)), row.getLong(1));
    }
    return new RowUse(news, Map.of());
  }

  /** Attributes: the last row of each key is used. */
  static RowUse ofAttributes(LoadedInput loaded) {
    Column[] keys = loaded.input().keys().stream().map(Classified::key).toArray(Column[]::new);
    return of(
        loaded,
        loaded
            .classified()
            .accepted()
            .groupBy(keys)
            .agg(
                max_by(col(TypedRows.FILE_NUMBER), col(TypedRows.ORDER))
                    .as(TypedRows.FILE_NUMBER)));
  }

  /** Covariates: a row is used where any of its values is news. */
  static RowUse ofCovariates(LoadedInput loaded, Dataset<Row> changes) {
    Map<String, Long> news = new HashMap<>();
    Map<String, Long> empty = new HashMap<>();
    Column hasValue = col(CovariateLoad.HAS_VALUE);
    loaded.tally().files().forEach((file, rows) -> empty.put(file, rows.withoutValue()));
    for (Row row :
        CovariateLoad.rawRows(loaded, changes)
            .groupBy(col(TypedRows.FILE_NUMBER))
            .agg(count(lit(1)), coalesce(count_if(not(hasValue)), lit(0L)))
            .collectAsList()) {
      news.put(loaded.path(row.getInt(0)), row.getLong(1));
      empty.merge(loaded.path(row.getInt(0)), -row.getLong(2), Long::sum);
    }
    return new RowUse(news, empty);
  }

  /** Rows without a value serve another purpose: as attributes or days of a calendar. */
  RowUse withoutEmpty() {
    Map<String, Long> used = new HashMap<>(news);
    empty.forEach((file, rows) -> used.merge(file, rows, Long::sum));
    return new RowUse(used, Map.of());
  }
}
