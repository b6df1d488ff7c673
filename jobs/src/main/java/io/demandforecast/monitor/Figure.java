package io.demandforecast.monitor;

import java.util.List;

/**
 * A value of a metric.
 *
 * @param labels values of the metric's labels, in their order
 */
public record Figure(Metric metric, List<String> labels, double value) {
  public Figure {
    labels = List.copyOf(labels);
    if (labels.size() != metric.labels().size()) {
      throw new IllegalArgumentException(metric.id() + " has labels " + metric.labels());
    }
  }

  /**
   * A value of a metric.
   *
   * @param labels values of the metric's labels, in their order
   */
  public static Figure of(Metric metric, double value, String... labels) {
    return new Figure(metric, List.of(labels), value);
  }
}
