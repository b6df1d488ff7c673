package io.demandforecast.job;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.panel.Ledger;
import io.demandforecast.table.Covariates;
import io.demandforecast.table.Loads;
import io.demandforecast.table.Observations;
import io.demandforecast.table.Panel;
import io.demandforecast.table.SeriesTable;
import io.demandforecast.table.TableDefinition;
import io.demandforecast.warehouse.Warehouse;
import io.demandforecast.warehouse.WarehouseIdentity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Warehouses in which what was done once is done again: they see what loads brought up to one of
 * them, and neither forecasts nor models of the warehouse that it came from.
 */
final class Scratch {
  private Scratch() {}

  /**
   * An empty warehouse that knows what another knew when a load was its last.
   *
   * @param location a new or empty folder
   */
  static Warehouse of(Warehouse from, ForecastConfig config, String location, long lastLoad) {
    return Warehouse.scratch(
        from.spark(), location, WarehouseViews.identity(config), loaded(from, config, lastLoad));
  }

  /** The same with the panel that is stored, where that is the panel wanted. */
  static Warehouse withPanel(
      Warehouse from, ForecastConfig config, String location, long lastLoad) {
    Map<String, Dataset<Row>> lent = loaded(from, config, lastLoad);
    lent.put(Panel.NAME, from.read(Panel.definition()));
    return Warehouse.scratch(from.spark(), location, WarehouseViews.identity(config), lent);
  }

  private static Map<String, Dataset<Row>> loaded(
      Warehouse from, ForecastConfig config, long lastLoad) {
    WarehouseIdentity identity = WarehouseViews.identity(config);
    Map<String, Dataset<Row>> lent = new LinkedHashMap<>();
    for (TableDefinition table :
        List.of(
            Observations.definition(identity.keys()),
            Covariates.definition(),
            SeriesTable.definition(identity.keys(), identity.attributes()),
            Loads.definition())) {
      if (from.exists(table)) {
        lent.put(table.name(), Ledger.finished(from.read(table), lastLoad));
      }
    }
    return lent;
  }
}
