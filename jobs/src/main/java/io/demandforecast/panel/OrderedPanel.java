package io.demandforecast.panel;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The series of a panel in fixed partitions and order, kept as rows: as objects they would fill the
 * memory.
 */
public final class OrderedPanel implements AutoCloseable {
  private final Dataset<Row> kept;
  private final JavaRDD<PanelSeries> series;

  OrderedPanel(Dataset<Row> kept, JavaRDD<PanelSeries> series) {
    this.kept = kept;
    this.series = series;
  }

  /** The series; each pass makes them anew. */
  public JavaRDD<PanelSeries> series() {
    return series;
  }

  @Override
  public void close() {
    kept.unpersist();
  }
}
