package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import io.demandforecast.config.DemandPolicy.Duplicates;
import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.Format;
import io.demandforecast.config.InputSettings.Layout;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.panel.Ledger;
import io.demandforecast.quality.TypedRows;
import io.demandforecast.source.SourceFile;
import io.demandforecast.table.Observations;
import io.demandforecast.warehouse.ExactSum;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Rows that are added up over all files ever loaded: a sale or return that comes a night later adds
 * to its period. A file that is loaded again under its path, longer or corrected, counts in place
 * of what it was. So the same files come to the same sums in whatever order and however often they
 * arrive.
 */
final class Transactions {
  private final List<Column> identity;

  /**
   * @param identity columns of a series and period
   */
  Transactions(List<Column> identity) {
    this.identity = List.copyOf(identity);
  }

  /**
   * Whether an input's rows are added up. Cells of wide files are not: each states what its period
   * came to.
   */
  static boolean are(ForecastConfig config, InputSettings target) {
    return config.demand().duplicates() == Duplicates.SUM && target.layout() instanceof Layout.Long;
  }

  /** Whether a column says when each became known. */
  static boolean areKnownOneByOne(ForecastConfig config) {
    return config.inputs().stream()
        .anyMatch(input -> input.quantity().isPresent() && input.knownAt().column().isPresent());
  }

  /**
   * Whether a file is new of which an earlier load has read another content: what that came to in
   * each sum is known of all files alone.
   *
   * @param all every file that is there
   * @throws ForecastException where a file that was loaded is gone and all are needed
   */
  static boolean takesAllFiles(
      InputSettings input, List<SourceFile> fresh, List<SourceFile> all, Ledger ledger) {
    Format format = input.source().format();
    if (format == Format.DELTA || format == Format.JDBC) {
      // A table is read whole each time.
      return true;
    }
    Set<String> loaded = ledger.files(input.name()).keySet();
    if (fresh.stream().noneMatch(file -> loaded.contains(file.path()))) {
      return false;
    }
    Set<String> gone = new HashSet<>(loaded);
    all.forEach(file -> gone.remove(file.path()));
    if (!gone.isEmpty()) {
      throw ForecastException.data(
          "input '"
              + input.name()
              + "': "
              + fresh.stream().filter(file -> loaded.contains(file.path())).findFirst().get().path()
              + " was loaded before and has other rows now. Its rows are added up with those of"
              + " other files (demand.duplicates = sum), of which "
              + gone.size()
              + " are gone, among them "
              + gone.stream().sorted().findFirst().get()
              + ". Put them back, or deliver what has changed as rows of a new file.");
    }
    return true;
  }

  /** What periods come to with more rows: of the periods that these are about. */
  Dataset<Row> added(Dataset<Row> rows, Dataset<Row> known) {
    Dataset<Row> touched =
        known.join(
            rows.select(col(Observations.SERIES_ID), col(Observations.PERIOD)).distinct(),
            scala.jdk.javaapi.CollectionConverters.asScala(
                    List.of(Observations.SERIES_ID, Observations.PERIOD))
                .toSeq(),
            "left_semi");
    return total(exact(rows).unionByName(steps(touched)));
  }

  /**
   * What periods come to when all files are read again; of those that none is about any more,
   * nothing.
   *
   * @param others rows of files of earlier loads
   */
  Dataset<Row> summedAgain(Dataset<Row> rows, List<Dataset<Row>> others, Dataset<Row> known) {
    Dataset<Row> all = exact(rows).unionByName(ofNoFile(known, lit(0)).distinct());
    for (Dataset<Row> other : others) {
      all = all.unionByName(ofNoFile(other, col(Observations.QUANTITY)));
    }
    return total(all);
  }

  /**
   * Transactions that become known one after the other: what is known of a period on a day is the
   * sum of those known until then.
   *
   * @param steps exact quantities, one a series, period and day of knowledge
   */
  static Dataset<Row> cumulated(Dataset<Row> steps) {
    return steps.withColumn(
        Observations.QUANTITY,
        sum(col(Observations.QUANTITY))
            .over(
                Window.partitionBy(col(Observations.SERIES_ID), col(Observations.PERIOD))
                    .orderBy(col(Observations.KNOWN_AT))
                    .rowsBetween(Window.unboundedPreceding(), Window.currentRow()))
            .cast("double"));
  }

  private Dataset<Row> total(Dataset<Row> steps) {
    return cumulated(
        steps
            .groupBy(columns(col(Observations.KNOWN_AT)))
            .agg(
                sum(col(Observations.QUANTITY)).as(Observations.QUANTITY),
                min(col(TypedRows.FILE_NUMBER)).as(TypedRows.FILE_NUMBER)));
  }

  /** By how much each day of knowledge changed what was known. */
  private Dataset<Row> steps(Dataset<Row> known) {
    Dataset<Row> states =
        known
            .groupBy(columns(col(Observations.KNOWN_AT)))
            .agg(
                ExactSum.term(max_by(col(Observations.QUANTITY), col(Observations.LOAD_SEQ)))
                    .as(Observations.QUANTITY));
    Column before =
        lag(col(Observations.QUANTITY), 1)
            .over(
                Window.partitionBy(col(Observations.SERIES_ID), col(Observations.PERIOD))
                    .orderBy(col(Observations.KNOWN_AT)));
    return ofNoFile(
        states.withColumn("_before", before),
        col(Observations.QUANTITY).minus(coalesce(col("_before"), lit(0))));
  }

  private Dataset<Row> exact(Dataset<Row> rows) {
    return rows.select(
        columns(
            col(Observations.KNOWN_AT),
            ExactSum.term(col(Observations.QUANTITY)).as(Observations.QUANTITY),
            col(TypedRows.FILE_NUMBER)));
  }

  private Dataset<Row> ofNoFile(Dataset<Row> states, Column quantity) {
    return states.select(
        columns(
            col(Observations.KNOWN_AT),
            ExactSum.term(quantity).as(Observations.QUANTITY),
            lit(null).cast("int").as(TypedRows.FILE_NUMBER)));
  }

  private Column[] columns(Column... more) {
    List<Column> columns = new ArrayList<>(identity);
    columns.addAll(List.of(more));
    return columns.toArray(Column[]::new);
  }
}
