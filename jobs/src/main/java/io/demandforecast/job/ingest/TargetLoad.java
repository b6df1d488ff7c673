package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import io.demandforecast.config.DemandPolicy.Duplicates;
import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.ingest.LoadedInput.Uniqueness;
import io.demandforecast.quality.Marks;
import io.demandforecast.quality.TypedRows;
import io.demandforecast.source.RawColumns;
import io.demandforecast.table.Observations;
import io.demandforecast.warehouse.ExactSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.RelationalGroupedDataset;
import org.apache.spark.sql.Row;

/**
 * Makes observations of the target's accepted rows: several rows of a series and period become one
 * by the declared policy, and what the table already says is left out.
 */
final class TargetLoad {
  private final ForecastConfig config;
  private final PeriodExpressions periods;

  TargetLoad(ForecastConfig config, PeriodExpressions periods) {
    this.config = config;
    this.periods = periods;
  }

  /**
   * Observations that are news: columns of the table but those of the load, and the file of the row
   * that each counts for; null where it follows from the rows of several files.
   *
   * @param current observations of earlier loads; empty for the first
   * @param all the other files, where all are summed again: {@link Transactions#takesAllFiles}
   */
  Dataset<Row> changes(LoadedInput target, Optional<Dataset<Row>> current, Optional<AllFiles> all) {
    Dataset<Row> accepted = accepted(target);
    if (current.isEmpty()) {
      return target.uniqueness() == Uniqueness.UNIQUE
          ? accepted.drop(TypedRows.ORDER)
          : combined(accepted);
    }
    if (Transactions.are(config, target.input())) {
      Transactions transactions = new Transactions(identity());
      Dataset<Row> rows = accepted.drop(TypedRows.ORDER);
      Dataset<Row> known = current.get();
      Dataset<Row> totals =
          all.isPresent()
              ? transactions.summedAgain(
                  rows.where(not(col(TypedRows.FILE_NUMBER).isInCollection(all.get().repeated()))),
                  all.get().others().stream().map(this::accepted).toList(),
                  known)
              : transactions.added(rows, known);
      return news(totals, known);
    }
    Dataset<Row> rows = accepted.repartition(col(Observations.SERIES_ID), col(Observations.PERIOD));
    return news(
        target.uniqueness() == Uniqueness.UNIQUE ? rows.drop(TypedRows.ORDER) : combined(rows),
        since(current.get(), target));
  }

  /** The columns of the table that follow from series, period and quantity. */
  Dataset<Row> observations(Dataset<Row> changes) {
    Column period = col(Observations.PERIOD);
    return changes
        .withColumn(Observations.DATE, periods.date(period))
        .withColumn(Observations.TIME, periods.time(period))
        .withColumn(Observations.YEAR, year(periods.date(period)));
  }

  private Dataset<Row> accepted(LoadedInput target) {
    return accepted(target.classified());
  }

  private Dataset<Row> accepted(Classified classified) {
    Column period = col(Classified.TO_PERIOD);
    List<Column> columns = new ArrayList<>();
    columns.add(col(Classified.SERIES).as(Observations.SERIES_ID));
    keys().forEach(key -> columns.add(Classified.key(key).as(key)));
    columns.add(period.as(Observations.PERIOD));
    columns.add(col(Classified.QUANTITY).as(Observations.QUANTITY));
    columns.add(
        coalesce(
                classified.knownAt(),
                date_add(periods.lastDay(period), classified.input().knownAt().delayDays()))
            .as(Observations.KNOWN_AT));
    columns.add(col(TypedRows.FILE_NUMBER));
    columns.add(col(TypedRows.ORDER));
    // A row that stands for others says what was known before.
    return classified
        .where(Marks.accepted().and(col(RawColumns.STANDS_FOR).isNull()))
        .select(columns.toArray(Column[]::new));
  }

  /** Of what is known, all about the periods that new rows may be about: an action on few rows. */
  private static Dataset<Row> since(Dataset<Row> known, LoadedInput target) {
    Row oldest = target.groups().accepted().agg(min(col(RowGroups.OLDEST))).first();
    return known.where(
        oldest.isNullAt(0) ? lit(false) : col(Observations.PERIOD).geq(lit(oldest.getInt(0))));
  }

  /** One row a series, period and day of knowledge. */
  private Dataset<Row> combined(Dataset<Row> accepted) {
    Column quantity = col(Observations.QUANTITY);
    Column order = col(TypedRows.ORDER);
    Column file = col(TypedRows.FILE_NUMBER);
    RelationalGroupedDataset groups =
        accepted.groupBy(identity(Observations.KNOWN_AT).toArray(Column[]::new));
    if (config.demand().duplicates() != Duplicates.SUM) {
      // Of rows of one file that contradict each other one is left: what does is of two files.
      return groups.agg(
          max_by(quantity, order).as(Observations.QUANTITY),
          max_by(file, order).as(TypedRows.FILE_NUMBER));
    }
    Column total = ExactSum.of(quantity);
    boolean cumulates = Transactions.areKnownOneByOne(config);
    Column combined =
        cumulates
            ? total
            : when(count(lit(1)).equalTo(lit(1)), max(quantity)).otherwise(total.cast("double"));
    Dataset<Row> summed =
        groups.agg(
            combined.as(Observations.QUANTITY), min_by(file, order).as(TypedRows.FILE_NUMBER));
    return cumulates ? Transactions.cumulated(summed) : summed;
  }

  /** Columns that name one observation, the keys among them. */
  private List<Column> identity(String... more) {
    List<Column> columns = new ArrayList<>();
    columns.add(col(Observations.SERIES_ID));
    keys().forEach(key -> columns.add(RawColumns.column(key)));
    columns.add(col(Observations.PERIOD));
    for (String name : more) {
      columns.add(col(name));
    }
    return columns;
  }

  /**
   * Rows that say something else than what was known on their own day of knowledge: of what was
   * known by then the newest counts.
   */
  private Dataset<Row> news(Dataset<Row> demand, Dataset<Row> known) {
    Dataset<Row> earlier =
        known.select(
            col(Observations.SERIES_ID).as("_series_id"),
            col(Observations.PERIOD).as("_period_of"),
            col(Observations.QUANTITY).as("_quantity_known"),
            col(Observations.KNOWN_AT).as("_known_on"),
            Knowledge.order(Observations.KNOWN_AT, Observations.LOAD_SEQ).as("_knowledge"));
    return demand
        .join(
            earlier,
            col(Observations.SERIES_ID)
                .equalTo(col("_series_id"))
                .and(col(Observations.PERIOD).equalTo(col("_period_of")))
                .and(col("_known_on").leq(col(Observations.KNOWN_AT))),
            "left")
        .groupBy(
            identity(Observations.KNOWN_AT, Observations.QUANTITY, TypedRows.FILE_NUMBER)
                .toArray(Column[]::new))
        .agg(max_by(col("_quantity_known"), col("_knowledge")).as("_before"))
        .where(col("_before").isNull().or(col("_before").notEqual(col(Observations.QUANTITY))))
        .drop("_before");
  }

  private List<String> keys() {
    return config.series().keys();
  }
}
