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
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.Loads;
import io.demandforecast.table.Models;
import io.demandforecast.table.Observations;
import io.demandforecast.table.Panel;
import io.demandforecast.table.Publications;
import io.demandforecast.table.Quarantine;
import io.demandforecast.table.SeriesTable;
import io.demandforecast.table.TableDefinition;
import io.demandforecast.warehouse.Warehouse;
import io.demandforecast.warehouse.WarehouseIdentity;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The tables and views of a warehouse under their names in SQL. */
public final class WarehouseViews {
  /** The forecasts of the run that is published last in the configured channel. */
  public static final String CURRENT = "forecast_current";

  private WarehouseViews() {}

  /** What a warehouse of a configuration is made for. */
  public static WarehouseIdentity identity(ForecastConfig config) {
    List<String> keys = config.series().keys();
    return new WarehouseIdentity(
        config.name(),
        keys,
        PanelPlan.attributesOf(config).stream().filter(name -> !keys.contains(name)).toList());
  }

  /** All tables of a warehouse whose schema the configuration says. */
  static List<TableDefinition> tables(ForecastConfig config) {
    WarehouseIdentity identity = identity(config);
    return List.of(
        Observations.definition(identity.keys()),
        Covariates.definition(),
        SeriesTable.definition(identity.keys(), identity.attributes()),
        Quarantine.definition(),
        Loads.definition(),
        Panel.definition(),
        Models.definition(),
        PredictJob.table(config),
        Audits.definition(),
        Publications.definition(),
        Accuracy.definition());
  }

  /** Shows every table, and the current forecast. */
  public static void register(Warehouse warehouse, ForecastConfig config) {
    tables(config).forEach(warehouse::show);
    warehouse.showWritten(io.demandforecast.table.Features.NAME);
    current(warehouse, config).createOrReplaceTempView(CURRENT);
  }

  /** The forecasts of the run that is published last in the configured channel. */
  static Dataset<Row> current(Warehouse warehouse, ForecastConfig config) {
    Dataset<Row> newest =
        warehouse
            .read(Publications.definition())
            .where(col(Publications.CHANNEL).equalTo(lit(config.publication().channel())))
            .agg(max(struct(col(Publications.SEQ), col(Publications.RUN_ID))).as("newest"))
            .select(functions.expr("newest." + Publications.RUN_ID).as("published_run"));
    return warehouse
        .read(PredictJob.table(config))
        .join(broadcast(newest), col(Forecasts.RUN_ID).equalTo(col("published_run")))
        .drop("published_run");
  }
}
