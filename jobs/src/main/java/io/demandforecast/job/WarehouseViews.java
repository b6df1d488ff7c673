package io.demandforecast.job;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.panel.PanelPlan;
import io.demandforecast.table.Accuracy;
import io.demandforecast.table.Audits;
import io.demandforecast.table.Covariates;
import io.demandforecast.table.Drift;
import io.demandforecast.table.Erasures;
import io.demandforecast.table.Features;
import io.demandforecast.table.ForecastTotals;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.KnownLines;
import io.demandforecast.table.Loads;
import io.demandforecast.table.Models;
import io.demandforecast.table.Observations;
import io.demandforecast.table.Panel;
import io.demandforecast.table.Promotions;
import io.demandforecast.table.Publications;
import io.demandforecast.table.Quarantine;
import io.demandforecast.table.Runs;
import io.demandforecast.table.SeriesTable;
import io.demandforecast.warehouse.Warehouse;
import io.demandforecast.warehouse.WarehouseIdentity;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;

/** The tables and views of a warehouse under their names in SQL. */
public final class WarehouseViews {
  /** The forecasts of the run that is published last in the configured channel. */
  public static final String CURRENT = "forecast_current";

  /** Its totals over lead times. */
  public static final String TOTALS_CURRENT = "forecast_totals_current";

  /** Every published forecast, with when it was current. */
  public static final String AS_OF = "forecast_as_of";

  /** Every published forecast of a target by lead, each once. */
  public static final String VINTAGES = "forecast_vintages";

  /** How wrong published runs were by bucket of leads, as far as is known. */
  public static final String ACCURACY_BY_LAG = "accuracy_by_lag";

  private static final String CURRENT_FROM = "current_from";
  private static final String CURRENT_UNTIL = "current_until";

  /** Every table, written or not. */
  static final List<String> NAMES =
      List.of(
          Observations.NAME,
          Covariates.NAME,
          SeriesTable.NAME,
          Quarantine.NAME,
          Loads.NAME,
          KnownLines.NAME,
          Panel.NAME,
          Features.NAME,
          Models.NAME,
          Promotions.NAME,
          Forecasts.NAME,
          ForecastTotals.NAME,
          Audits.NAME,
          Publications.NAME,
          Accuracy.NAME,
          Drift.NAME,
          Erasures.NAME,
          Runs.NAME);

  private WarehouseViews() {}

  /** What a warehouse of a configuration is made for. */
  public static WarehouseIdentity identity(ForecastConfig config) {
    List<String> keys = config.series().keys();
    return new WarehouseIdentity(
        config.name(),
        keys,
        PanelPlan.attributesOf(config).stream().filter(name -> !keys.contains(name)).toList());
  }

  /**
   * Shows every table that has been written, and what is published of forecasts and totals. What a
   * warehouse holds is asked of the warehouse alone, so that it can be read without the
   * configuration that made it.
   *
   * @param channel whose last publication is current
   */
  public static void register(Warehouse warehouse, String channel) {
    NAMES.forEach(warehouse::showWritten);
    Optional<Dataset<Row>> published =
        warehouse.written(Publications.NAME).map(all -> ofChannel(all, channel));
    Optional<Dataset<Row>> forecasts = warehouse.written(Forecasts.NAME);
    warehouse
        .written(Runs.NAME)
        .ifPresent(
            runs -> RunHistory.executions(runs).createOrReplaceTempView(RunHistory.EXECUTIONS));
    show(CURRENT, published, forecasts, WarehouseViews::current);
    show(
        TOTALS_CURRENT, published, warehouse.written(ForecastTotals.NAME), WarehouseViews::current);
    show(AS_OF, published, forecasts, WarehouseViews::asOf);
    show(VINTAGES, published, forecasts, WarehouseViews::vintages);
    show(ACCURACY_BY_LAG, published, warehouse.written(Accuracy.NAME), WarehouseViews::byLag);
  }

  private static void show(
      String view,
      Optional<Dataset<Row>> published,
      Optional<Dataset<Row>> table,
      BinaryOperator<Dataset<Row>> joined) {
    if (published.isPresent() && table.isPresent()) {
      joined.apply(published.get(), table.get()).createOrReplaceTempView(view);
    }
  }

  static Dataset<Row> ofChannel(Dataset<Row> publications, String channel) {
    return publications.where(col(Publications.CHANNEL).equalTo(lit(channel)));
  }

  /** The forecasts, of periods or totals, of the run that is published last. */
  static Dataset<Row> current(Dataset<Row> published, Dataset<Row> forecasts) {
    Dataset<Row> newest =
        published
            .agg(max(struct(col(Publications.SEQ), col(Publications.RUN_ID))).as("newest"))
            .select(functions.expr("newest." + Publications.RUN_ID).as(Publications.RUN_ID));
    return forecasts.join(broadcast(newest), Publications.RUN_ID);
  }

  /**
   * The forecasts of every publication, and from when until when it was the current one: empty
   * until for the one that is.
   */
  static Dataset<Row> asOf(Dataset<Row> published, Dataset<Row> forecasts) {
    WindowSpec inOrder = Window.orderBy(col(Publications.SEQ));
    Dataset<Row> spans =
        published.select(
            col(Publications.RUN_ID),
            col(Publications.SEQ),
            col(Publications.AS_OF),
            col(Publications.PUBLISHED_AT).as(CURRENT_FROM),
            lead(col(Publications.PUBLISHED_AT), 1).over(inOrder).as(CURRENT_UNTIL));
    return forecasts.join(broadcast(spans), Publications.RUN_ID);
  }

  /** The forecasts of every run that was ever published, with its first publication. */
  static Dataset<Row> vintages(Dataset<Row> published, Dataset<Row> forecasts) {
    Dataset<Row> runs =
        published
            .groupBy(col(Publications.RUN_ID), col(Publications.AS_OF))
            .agg(
                min(col(Publications.SEQ)).as(Publications.SEQ),
                min(col(Publications.PUBLISHED_AT)).as(Publications.PUBLISHED_AT));
    return forecasts.join(broadcast(runs), Publications.RUN_ID);
  }

  /**
   * By run and bucket of leads, scored with the newest actuals: a run that is scored again as its
   * targets become known counts as it was scored last.
   */
  static Dataset<Row> byLag(Dataset<Row> published, Dataset<Row> accuracy) {
    WindowSpec newestFirst =
        Window.partitionBy(
                col(Accuracy.RUN_ID),
                col(Accuracy.SEGMENT),
                col(Accuracy.SEGMENT_VALUE),
                col(Accuracy.LEADS))
            .orderBy(col(Accuracy.AS_OF).desc());
    return accuracy
        .where(col(Accuracy.LEADS).notEqual(lit("all")))
        .withColumn("newest", row_number().over(newestFirst))
        .where(col("newest").equalTo(lit(1)))
        .drop("newest")
        .join(
            broadcast(published.select(col(Publications.RUN_ID)).distinct()), Publications.RUN_ID);
  }
}
