package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.monitor.Figure;
import io.demandforecast.monitor.Metric;
import io.demandforecast.table.Audits;
import io.demandforecast.table.Drift;
import io.demandforecast.table.Loads;
import io.demandforecast.table.Models;
import io.demandforecast.table.Publications;
import io.demandforecast.table.Runs;
import io.demandforecast.table.TableDefinition;
import io.demandforecast.warehouse.Warehouse;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How a warehouse stands, in figures for monitoring: each is what tables say, so that a query gives
 * the same number.
 *
 * <p>Reads accuracy, audits, drift, loads, models, publications, runs. Writes nothing. Does not
 * fail where nothing was loaded, published or scored yet: there is no such figure then.
 */
public final class WarehouseFigures {
  /** Column of {@link Loads} by the name of its outcome. */
  private static final Map<String, String> OUTCOMES =
      Map.of(
          "accepted", Loads.ACCEPTED,
          "merged", Loads.MERGED,
          "quarantined", Loads.QUARANTINED,
          "out_of_scope", Loads.OUT_OF_SCOPE);

  private static final String FALLBACK_SHARE = "fallback_share";
  private static final String LAST = "last";

  /** Command whose runs are of days gone by. */
  private static final String BACKTEST = "backtest";

  private final Warehouse warehouse;
  private final List<Figure> figures = new ArrayList<>();

  private WarehouseFigures(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** All figures that there are. */
  public static List<Figure> of(Warehouse warehouse, ForecastConfig config) {
    WarehouseFigures read = new WarehouseFigures(warehouse);
    read.add(Metric.NIGHT_INTERVAL, (double) config.monitoring().every().toSeconds());
    read.successes();
    read.loads();
    read.publications();
    read.figures.addAll(AccuracyFigures.of(warehouse, config));
    read.audits();
    read.drift();
    read.disk();
    return List.copyOf(read.figures);
  }

  private void successes() {
    for (Row row :
        warehouse
            .read(Runs.definition())
            .where(col(Runs.EVENT).equalTo(lit(Runs.FINISHED)))
            .groupBy(col(Runs.COMMAND))
            .agg(max(col(Runs.AT)))
            .orderBy(col(Runs.COMMAND))
            .collectAsList()) {
      add(Metric.LAST_SUCCESS, seconds(row.getTimestamp(1)), row.getString(0));
    }
  }

  private void loads() {
    Dataset<Row> loads = warehouse.read(Loads.definition());
    Row last = loads.agg(max(col(Loads.LOAD_SEQ)), max(col(Loads.LOADED_AT))).first();
    if (last.isNullAt(0)) {
      return;
    }
    add(Metric.LOAD_AT, seconds(last.getTimestamp(1)));
    for (Row row :
        loads
            .where(col(Loads.LOAD_SEQ).equalTo(lit(last.getLong(0))))
            .groupBy(col(Loads.INPUT))
            .agg(
                sum(col(Loads.ACCEPTED)).as(Loads.ACCEPTED),
                sum(col(Loads.MERGED)).as(Loads.MERGED),
                sum(col(Loads.QUARANTINED)).as(Loads.QUARANTINED),
                sum(col(Loads.OUT_OF_SCOPE)).as(Loads.OUT_OF_SCOPE),
                sum(col(Loads.WARNED)).as(Loads.WARNED))
            .orderBy(col(Loads.INPUT))
            .collectAsList()) {
      String input = row.getAs(Loads.INPUT);
      OUTCOMES.forEach(
          (outcome, column) -> add(Metric.LOAD_ROWS, row.<Long>getAs(column), input, outcome));
      add(Metric.LOAD_WARNED, row.<Long>getAs(Loads.WARNED), input);
    }
  }

  private void publications() {
    for (Row row : ChannelHistory.current(warehouse)) {
      String channel = row.getAs(Publications.CHANNEL);
      add(Metric.PUBLISHED_AT, seconds(row.getAs(Publications.PUBLISHED_AT)), channel);
      add(Metric.PUBLISHED_AS_OF, day(row.<Date>getAs(Publications.AS_OF)), channel);
      add(Metric.PUBLISHED_ROWS, row.<Long>getAs(Publications.ROWS), channel);
      first(
              Audits.definition(),
              Audits.VALUE,
              col(Audits.RUN_ID)
                  .equalTo(lit(row.<String>getAs(Publications.RUN_ID)))
                  .and(col(Audits.CHECK).equalTo(lit(FALLBACK_SHARE))))
          .ifPresent(audit -> add(Metric.PUBLISHED_FALLBACKS, audit.<Double>getAs(0), channel));
      first(
              Models.definition(),
              Models.AS_OF,
              col(Models.MODEL_VERSION).equalTo(lit(row.<String>getAs(Publications.MODEL_VERSION))))
          .ifPresent(model -> add(Metric.PUBLISHED_MODEL, day(model.<Date>getAs(0)), channel));
    }
  }

  private void audits() {
    newestRunOf(Audits.definition(), Audits.RUN_ID)
        .ifPresent(
            run -> {
              for (Row row :
                  warehouse
                      .read(Audits.definition())
                      .where(col(Audits.RUN_ID).equalTo(lit(run)))
                      .orderBy(col(Audits.CHECK))
                      .collectAsList()) {
                String check = row.getAs(Audits.CHECK);
                String severity = row.getAs(Audits.SEVERITY);
                add(
                    Metric.AUDIT_PASSED,
                    row.<Boolean>getAs(Audits.PASSED) ? 1 : 0,
                    check,
                    severity == null ? "block" : severity);
                add(Metric.AUDIT_VALUE, row.<Double>getAs(Audits.VALUE), check);
              }
            });
  }

  private void drift() {
    newestRunOf(Drift.definition(), Drift.RUN_ID)
        .ifPresent(
            run -> {
              for (Row row :
                  warehouse
                      .read(Drift.definition())
                      .where(col(Drift.RUN_ID).equalTo(lit(run)))
                      .groupBy(col(Drift.METRIC))
                      .agg(
                          count(lit(1)),
                          count(when(col(Drift.BREACHED), 1)),
                          max(when(col(Drift.SEGMENT).equalTo(lit("all")), col(Drift.VALUE))))
                      .orderBy(col(Drift.METRIC))
                      .collectAsList()) {
                String metric = row.getString(0);
                add(Metric.DRIFT_MEASURED, row.getLong(1), metric);
                add(Metric.DRIFT_BREACHES, row.getLong(2), metric);
                if (!row.isNullAt(3)) {
                  add(Metric.DRIFT_VALUE, row.getDouble(3), metric);
                }
              }
            });
  }

  private void disk() {
    warehouse
        .space()
        .ifPresent(
            space -> {
              add(Metric.DISK_FREE, space.free());
              add(Metric.DISK_SIZE, space.size());
            });
  }

  /** The run that was forecast last, no backtest, among those that a table has rows of. */
  private Optional<String> newestRunOf(TableDefinition table, String runColumn) {
    Dataset<Row> there = warehouse.read(table).select(col(runColumn).as(Runs.RUN_ID)).distinct();
    return warehouse
        .read(Runs.definition())
        .where(
            col(Runs.EVENT)
                .equalTo(lit(Runs.FORECAST))
                .and(col(Runs.COMMAND).notEqual(lit(BACKTEST))))
        .groupBy(col(Runs.RUN_ID))
        .agg(max(col(Runs.AT)).as(LAST))
        .join(there, Runs.RUN_ID)
        .orderBy(col(LAST).desc(), col(Runs.RUN_ID))
        .select(Runs.RUN_ID)
        .takeAsList(1)
        .stream()
        .map(row -> row.getString(0))
        .findFirst();
  }

  private Optional<Row> first(TableDefinition table, String column, Column condition) {
    return warehouse.read(table).where(condition).select(column).takeAsList(1).stream()
        .filter(row -> !row.isNullAt(0))
        .findFirst();
  }

  private void add(Metric metric, double value, String... labels) {
    figures.add(Figure.of(metric, value, labels));
  }

  private static double seconds(Timestamp at) {
    return at.toInstant().toEpochMilli() / 1000.0;
  }

  private static double day(Date day) {
    return day(day.toLocalDate());
  }

  /** 00:00 UTC of a day, in seconds since 1970. */
  static double day(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
  }
}
