package io.demandforecast.job;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.panel.PanelPlan;
import io.demandforecast.table.Accuracy;
import io.demandforecast.table.Audits;
import io.demandforecast.table.Covariates;
import io.demandforecast.table.Features;
import io.demandforecast.table.ForecastTotals;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.KnownLines;
import io.demandforecast.table.Loads;
import io.demandforecast.table.Models;
import io.demandforecast.table.Observations;
import io.demandforecast.table.Panel;
import io.demandforecast.table.Publications;
import io.demandforecast.table.Quarantine;
import io.demandforecast.table.SeriesTable;
import io.demandforecast.warehouse.Warehouse;
import io.demandforecast.warehouse.WarehouseIdentity;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The tables and views of a warehouse under their names in SQL. */
public final class WarehouseViews {
  /** The forecasts of the run that is published last in the configured channel. */
  public static final String CURRENT = "forecast_current";

  /** Its totals over lead times. */
  public static final String TOTALS_CURRENT = "forecast_totals_current";

  private static final List<String> NAMES =
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
          Forecasts.NAME,
          ForecastTotals.NAME,
          Audits.NAME,
          Publications.NAME,
          Accuracy.NAME);

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
   * Shows every table that has been written, and the current forecast and totals. What a warehouse
   * holds is asked of the warehouse alone, so that it can be read without the configuration that
   * made it.
   *
   * @param channel whose last publication is current
   */
  public static void register(Warehouse warehouse, String channel) {
    NAMES.forEach(warehouse::showWritten);
    show(warehouse, Forecasts.NAME, channel, CURRENT);
    show(warehouse, ForecastTotals.NAME, channel, TOTALS_CURRENT);
  }

  private static void show(Warehouse warehouse, String table, String channel, String view) {
    Optional<Dataset<Row>> forecasts = warehouse.written(table);
    Optional<Dataset<Row>> publications = warehouse.written(Publications.NAME);
    if (forecasts.isPresent() && publications.isPresent()) {
      current(forecasts.get(), publications.get(), channel).createOrReplaceTempView(view);
    }
  }

  /** The forecasts, of periods or totals, of the run that is published last in a channel. */
  static Dataset<Row> current(Dataset<Row> forecasts, Dataset<Row> publications, String channel) {
    Dataset<Row> newest =
        publications
            .where(col(Publications.CHANNEL).equalTo(lit(channel)))
            .agg(max(struct(col(Publications.SEQ), col(Publications.RUN_ID))).as("newest"))
            .select(functions.expr("newest." + Publications.RUN_ID).as("published_run"));
    return forecasts
        .join(broadcast(newest), col(Forecasts.RUN_ID).equalTo(col("published_run")))
        .drop("published_run");
  }
}
