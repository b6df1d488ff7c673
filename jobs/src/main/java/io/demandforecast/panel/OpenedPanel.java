package io.demandforecast.panel;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.panel.PanelReader.Groups;
import io.demandforecast.panel.PanelReader.Opened;
import io.demandforecast.table.Panel;
import io.demandforecast.warehouse.Warehouse;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The panel that a warehouse holds, opened once for several stages: which files it has is asked,
 * its blocks are shuffled and what is sent around is sent once, when the first of them reads it.
 * What is kept are Spark's shuffle files, not the series.
 */
public final class OpenedPanel {
  private final PanelReader reader;
  private final Dataset<Row> stored;
  private Opened withGroups;
  private Opened withoutGroups;

  private OpenedPanel(PanelReader reader, Dataset<Row> stored) {
    this.reader = reader;
    this.stored = stored;
  }

  /** The panel as it is stored now; read when it is first asked for. */
  public static OpenedPanel of(Warehouse warehouse, ForecastConfig config, PanelPlan plan) {
    return new OpenedPanel(new PanelReader(config, plan), warehouse.read(Panel.definition()));
  }

  /** The series in no order, with their scopes and groups. */
  public synchronized JavaRDD<PanelSeries> series() {
    if (withGroups == null) {
      withGroups = reader.opened(stored);
    }
    return withGroups.series(Groups.JOINED);
  }

  /**
   * The series without the histories of groups, in partitions by the hash of their ids and in the
   * order of these.
   */
  public synchronized JavaRDD<PanelSeries> withoutGroups() {
    if (withGroups != null && withGroups.inOrder()) {
      return withGroups.series(Groups.LEFT_OUT);
    }
    if (withoutGroups == null) {
      withoutGroups = reader.inOrder(stored);
    }
    return withoutGroups.series(Groups.LEFT_OUT);
  }

  /** How many series there are. */
  public long count() {
    return stored
        .where(
            col(Panel.KIND)
                .equalTo(lit(Panel.SERIES))
                .and(col(Panel.BLOCK).equalTo(lit(Panel.HEAD))))
        .count();
  }

  /**
   * A share of the series, with their scopes and groups: those with the lowest draws, the same ones
   * whatever the cluster. The others are not made from their rows.
   *
   * @param most how many, about; all where there are no more
   */
  public synchronized JavaRDD<PanelSeries> sample(int most, SeriesDraw draw) {
    if (withGroups == null) {
      withGroups = reader.opened(stored);
    }
    double share = (double) most / Math.max(1, count());
    return withGroups.sample(Groups.JOINED, share, draw);
  }

  /** The series in an order that depends on the panel alone: {@link PanelReader#ordered}. */
  public OrderedPanel ordered(int partitions) {
    return reader.ordered(stored, partitions);
  }
}
