package io.demandforecast.monitor;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Figures that are told together: they take the place of those told before under the same group.
 *
 * @param dataset name of the data set
 * @param warehouse name of the warehouse
 * @param command that they are of; empty: they are of the warehouse
 */
public record Report(
    String dataset, String warehouse, Optional<String> command, List<Figure> figures) {
  private static final String DATASET = "dataset";
  private static final String WAREHOUSE = "warehouse";
  private static final String COMMAND = "command";

  public Report {
    figures = List.copyOf(figures);
  }

  /** What tells this report from others: labels by name, in order. */
  Map<String, String> group() {
    Map<String, String> group = new LinkedHashMap<>();
    group.put(DATASET, dataset);
    group.put(WAREHOUSE, warehouse);
    command.ifPresent(name -> group.put(COMMAND, name));
    return group;
  }

  /** The figures as the client library knows them. */
  PrometheusRegistry registry() {
    PrometheusRegistry registry = new PrometheusRegistry();
    Map<Metric, Gauge> gauges = new EnumMap<>(Metric.class);
    for (Figure figure : figures) {
      gauges
          .computeIfAbsent(figure.metric(), metric -> gauge(metric).register(registry))
          .labelValues(values(figure))
          .set(figure.value());
    }
    return registry;
  }

  private static Gauge.Builder gauge(Metric metric) {
    List<String> names = new ArrayList<>(List.of(DATASET, WAREHOUSE));
    names.addAll(metric.labels());
    return Gauge.builder()
        .name(metric.id())
        .help(metric.help())
        .labelNames(names.toArray(String[]::new));
  }

  private String[] values(Figure figure) {
    List<String> values = new ArrayList<>(List.of(dataset, warehouse));
    values.addAll(figure.labels());
    return values.toArray(String[]::new);
  }
}
