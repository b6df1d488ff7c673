package io.demandforecast.live;

import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Shows {@link LiveFigures} among Spark's own metrics of the driver: named in {@code
 * spark.plugins}.
 */
public final class LivePlugin implements SparkPlugin {

  @Override
  public DriverPlugin driverPlugin() {
    return new OfDriver();
  }

  /** Executors have nothing to show beside what Spark does. */
  @Override
  public ExecutorPlugin executorPlugin() {
    return null;
  }

  private static final class OfDriver implements DriverPlugin {
    @Override
    public Map<String, String> init(SparkContext context, PluginContext plugin) {
      return Map.of();
    }

    @Override
    public void registerMetrics(String application, PluginContext plugin) {
      LiveFigures.showIn(plugin.metricRegistry());
    }

    @Override
    public void shutdown() {
      LiveFigures.hide();
    }
  }
}
