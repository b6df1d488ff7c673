package io.demandforecast.job.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.panel.OpenedPanel;
import io.demandforecast.panel.PanelPlan;
import io.demandforecast.table.Panel;
import io.demandforecast.table.Runs;
import io.demandforecast.warehouse.Warehouse;
import java.util.Optional;

/** The panel that a warehouse holds, where it is of a configuration. */
public final class StoredPanels {
  private StoredPanels() {}

  /** The panel; empty where none is stored, or no record says that it is of the configuration. */
  public static Optional<OpenedPanel> of(Warehouse warehouse, ForecastConfig config) {
    return warehouse
        .read(Panel.definition())
        .where(col(Panel.KIND).equalTo(lit(Panel.WHOLE)))
        .select(Panel.PANEL_ID)
        .takeAsList(1)
        .stream()
        .findFirst()
        .filter(
            row ->
                !warehouse
                    .read(Runs.definition())
                    .where(
                        col(Runs.PANEL_ID)
                            .equalTo(lit(row.getString(0)))
                            .and(col(Runs.CONFIG_HASH).equalTo(lit(config.hash()))))
                    .isEmpty())
        .map(row -> OpenedPanel.of(warehouse, config, PanelPlan.of(config)));
  }
}
