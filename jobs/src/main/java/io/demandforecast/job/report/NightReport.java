package io.demandforecast.job.report;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.panel.OpenedPanel;
import io.demandforecast.report.ReportPage;
import io.demandforecast.warehouse.PlainFolder;
import io.demandforecast.warehouse.Warehouse;
import java.util.Optional;

/**
 * The page that a night leaves of its run, in the folder that the configuration names. What is
 * published stays published whether or not the page can be written.
 */
public final class NightReport {
  private NightReport() {}

  /** Where the page is, or why there is none; neither where none is wanted. */
  public record Result(Optional<String> location, Optional<String> problem) {}

  /** Writes it, in the place of an earlier one of the same run. */
  public static Result write(
      Warehouse warehouse, ForecastConfig config, String runId, OpenedPanel panel) {
    if (!config.report().enabled()) {
      return new Result(Optional.empty(), Optional.empty());
    }
    try {
      byte[] page =
          ReportPage.of(
              ReportJob.run(
                  new ReportJob.Input(
                      warehouse,
                      config,
                      config.publication().channel(),
                      runId,
                      Optional.of(panel),
                      config.report().series())));
      String folder = config.report().folder(warehouse.location());
      return new Result(
          Optional.of(PlainFolder.at(warehouse.spark(), folder).write(fileName(runId), page)),
          Optional.empty());
    } catch (RuntimeException e) {
      // The night is published and stays so: it is told, and the page can be made again.
      return new Result(
          Optional.empty(),
          Optional.of(
              "no report was written: "
                  + Optional.ofNullable(e.getMessage())
                      .orElseGet(() -> e.getClass().getSimpleName())
                      .lines()
                      .findFirst()
                      .orElse("")
                  + ". Make it with: forecast report --run "
                  + runId));
    }
  }

  /** Name of the file of a run's page. */
  public static String fileName(String runId) {
    return runId + ".html";
  }
}
