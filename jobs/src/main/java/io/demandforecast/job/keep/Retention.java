package io.demandforecast.job.keep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.PredictJob;
import io.demandforecast.table.ForecastTotals;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.Publications;
import io.demandforecast.table.Quarantine;
import io.demandforecast.table.TableDefinition;
import io.demandforecast.warehouse.Warehouse;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows whose time is over: leads of old vintages, forecasts that were never published, rows set
 * aside. What says how a published run came about (publications, audits, loads, models, runs) is
 * never among them.
 */
final class Retention {
  /** Of each channel: the current run, and those that a rollback may lead to. */
  private static final int NEWEST_RUNS = 5;

  private final Warehouse warehouse;
  private final ForecastConfig config;
  private final Instant now;

  Retention(Warehouse warehouse, ForecastConfig config, Instant now) {
    this.warehouse = warehouse;
    this.config = config;
    this.now = now;
  }

  /**
   * Rows that go.
   *
   * @param condition that they fulfil
   */
  record Expired(TableDefinition table, Column condition, Care care) {}

  List<Expired> expired() {
    List<Row> publications =
        warehouse
            .read(Publications.definition())
            .orderBy(col(Publications.SEQ).desc())
            .collectAsList();
    List<Expired> expired = new ArrayList<>();
    expired.addAll(thinned(publications));
    for (TableDefinition table : List.of(PredictJob.table(config), PredictJob.totals(config))) {
      expired.addAll(unpublished(table, publications));
    }
    expired.addAll(setAside());
    return expired;
  }

  /** Runs that were published long enough ago keep the forecasts of some leads. */
  private List<Expired> thinned(List<Row> publications) {
    TableDefinition table = PredictJob.table(config);
    Set<String> old = new LinkedHashSet<>(old(publications));
    if (old.isEmpty() || !warehouse.exists(table)) {
      return List.of();
    }
    List<Integer> leads = config.maintenance().forecastLeads();
    Column goes =
        col(Forecasts.RUN_ID)
            .isin(old.toArray())
            .and(not(col(Forecasts.LEAD).isin(leads.toArray())));
    // A run whose targets are not all over is still to be scored as a whole.
    Date newest =
        publications.stream()
            .map(row -> row.<Date>getAs(Publications.AS_OF))
            .max(Date::compareTo)
            .orElseThrow();
    Set<String> open =
        warehouse
            .read(table)
            .where(goes.and(col(Forecasts.TARGET_DATE).gt(lit(newest))))
            .select(col(Forecasts.RUN_ID))
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .collect(Collectors.toSet());
    old.removeAll(open);
    if (old.isEmpty()) {
      return List.of();
    }
    return rows(
        table,
        col(Forecasts.RUN_ID)
            .isin(old.toArray())
            .and(not(col(Forecasts.LEAD).isin(leads.toArray()))),
        "leads other than "
            + leads
            + " of runs published more than "
            + config.maintenance().forecastDays()
            + " days ago",
        Forecasts.RUN_ID);
  }

  /** Runs whose newest publication is old, and that are none of the newest of a channel. */
  private List<String> old(List<Row> newestFirst) {
    Timestamp before = before(config.maintenance().forecastDays());
    Map<String, Set<String>> newest = new HashMap<>();
    Set<String> young = new LinkedHashSet<>();
    Set<String> all = new LinkedHashSet<>();
    for (Row row : newestFirst) {
      String run = row.getAs(Publications.RUN_ID);
      all.add(run);
      Set<String> ofChannel =
          newest.computeIfAbsent(row.getAs(Publications.CHANNEL), name -> new LinkedHashSet<>());
      if (ofChannel.size() < NEWEST_RUNS) {
        ofChannel.add(run);
      }
      if (!row.<Timestamp>getAs(Publications.PUBLISHED_AT).before(before)) {
        young.add(run);
      }
    }
    return all.stream()
        .filter(run -> !young.contains(run))
        .filter(run -> newest.values().stream().noneMatch(runs -> runs.contains(run)))
        .toList();
  }

  /** Runs without a publication: nothing but the time of their files tells how old they are. */
  private List<Expired> unpublished(TableDefinition table, List<Row> publications) {
    if (!warehouse.exists(table)) {
      return List.of();
    }
    Set<String> published =
        publications.stream()
            .map(row -> row.<String>getAs(Publications.RUN_ID))
            .collect(Collectors.toSet());
    List<String> runs =
        warehouse
            .written(table.name())
            .orElseThrow()
            .where(not(col(Forecasts.RUN_ID).isin(published.toArray())))
            .groupBy(col(Forecasts.RUN_ID))
            .agg(max(col("_metadata.file_modification_time")).as("written"))
            .where(col("written").lt(lit(before(config.maintenance().unpublishedDays()))))
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .sorted()
            .toList();
    return runs.isEmpty()
        ? List.of()
        : rows(
            table,
            col(ForecastTotals.RUN_ID).isin(runs.toArray()),
            "runs that were not published in " + config.maintenance().unpublishedDays() + " days",
            ForecastTotals.RUN_ID);
  }

  private List<Expired> setAside() {
    if (!warehouse.exists(Quarantine.definition())) {
      return List.of();
    }
    int days = config.maintenance().quarantineDays();
    return rows(
        Quarantine.definition(),
        col(Quarantine.LOADED_AT).lt(lit(before(days))),
        "rows set aside more than " + days + " days ago",
        Quarantine.LOAD_SEQ);
  }

  /** Nothing where no row fulfils the condition. */
  private List<Expired> rows(
      TableDefinition table, Column condition, String what, String countedBy) {
    Dataset<Row> all = warehouse.read(table);
    Row going = all.where(condition).agg(count(lit(1)), countDistinct(col(countedBy))).first();
    if (going.getLong(0) == 0) {
      return List.of();
    }
    long bytes =
        Math.round(
            (double) warehouse.care(table.name()).current().bytes()
                * going.getLong(0)
                / all.count());
    return List.of(
        new Expired(
            table,
            condition,
            new Care(
                "retention",
                table.name(),
                "%s (%d of %s)".formatted(what, going.getLong(1), countedBy),
                going.getLong(0),
                bytes)));
  }

  private Timestamp before(int days) {
    return Timestamp.from(now.minus(Duration.ofDays(days)));
  }
}
