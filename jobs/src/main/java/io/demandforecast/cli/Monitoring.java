package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.job.WarehouseFigures;
import io.demandforecast.monitor.Figure;
import io.demandforecast.monitor.Metric;
import io.demandforecast.monitor.Monitor;
import io.demandforecast.monitor.Report;
import io.demandforecast.progress.Progress;
import io.demandforecast.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells monitoring how a command ended that writes, and how the warehouse stands then. What goes
 * wrong here is a warning: the night is what counts.
 */
final class Monitoring {
  private Monitoring() {}

  /** Figures of the warehouse, read while there is a session. */
  static void warehouse(Warehouse warehouse, ForecastConfig config, Progress progress) {
    if (!config.monitoring().on()) {
      return;
    }
    try {
      tell(config, Optional.empty(), WarehouseFigures.of(warehouse, config), progress);
    } catch (Throwable unreadable) {
      Warning.tell(
          "figures of the warehouse could not be read: "
              + FailureTranslator.translate(unreadable).message(),
          progress);
    }
  }

  /**
   * Figures of a command, whatever it came to.
   *
   * @param seconds that all of it took
   * @param stages seconds of each stage
   */
  static void ended(
      String command,
      ForecastConfig config,
      ExitCode code,
      double seconds,
      Map<String, Double> stages,
      Progress progress) {
    if (!config.monitoring().on()) {
      return;
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.of(Metric.LAST_END, Opened.now().toEpochMilli() / 1000.0, command));
    figures.add(Figure.of(Metric.LAST_EXIT_CODE, code.code(), command));
    figures.add(Figure.of(Metric.LAST_DURATION, seconds, command));
    stages.forEach(
        (stage, took) -> figures.add(Figure.of(Metric.LAST_STAGE, took, command, stage)));
    tell(config, Optional.of(command), figures, progress);
  }

  private static void tell(
      ForecastConfig config, Optional<String> command, List<Figure> figures, Progress progress) {
    Monitor.of(config.monitoring(), System.getenv())
        .tell(new Report(config.name(), config.monitoring().warehouse(), command, figures))
        .forEach(problem -> Warning.tell(problem, progress));
  }
}
