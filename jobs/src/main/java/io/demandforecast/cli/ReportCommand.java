package io.demandforecast.cli;

import io.demandforecast.config.ConfigLoader;
import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.LoadedConfig;
import io.demandforecast.config.PlaceChecks;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.job.RunHistory;
import io.demandforecast.job.report.NightReport;
import io.demandforecast.job.report.ReportJob;
import io.demandforecast.job.report.StoredPanels;
import io.demandforecast.report.ReportPage;
import io.demandforecast.table.Runs;
import io.demandforecast.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A page of a run, for a browser. */
@Command(
    name = "report",
    description = {
      "Writes a page of a run: what ran, the data, accuracy, calibration, bias, drift, features, and",
      "history and forecast of a choice of series. One file that any browser shows, without a network."
    },
    footer = {
      "",
      "Example:",
      "  forecast report",
      "  forecast report --run r-2025-12-31-0ebfc7ce61-1 night.html"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ReportCommand extends SessionCommand {
  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "Run to report on. Default: the current one of publication.channel.")
  private String run;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "OUT.html",
      description = "File to write. Default: RUN.html in this folder.")
  private Path file;

  @Override
  void perform(SparkSession spark, LoadedConfig loaded, ProgressDisplay progress) {
    progress.plan(List.of("read tables", "write page"));
    progress.stage("read tables");
    ForecastConfig asked = loaded.config();
    Warehouse warehouse = Opened.existing(spark, asked);
    String channel = asked.publication().channel();
    String runId = Optional.ofNullable(run).orElseGet(() -> ReportJob.current(warehouse, channel));
    Path target = Optional.ofNullable(file).orElseGet(() -> Path.of(NightReport.fileName(runId)));
    PlaceChecks.problem(asked.security(), target.toAbsolutePath().toString())
        .ifPresent(
            problem -> {
              throw ForecastException.configuration(target + ": " + problem);
            });
    ForecastConfig config = ofRun(warehouse, runId);
    byte[] page =
        ReportPage.of(
            ReportJob.run(
                new ReportJob.Input(
                    warehouse,
                    config,
                    channel,
                    runId,
                    StoredPanels.of(warehouse, config),
                    asked.report().series())));
    progress.stage("write page");
    write(target.toAbsolutePath(), page);
    progress.done();
    out().println("Report of run " + runId + ": " + target.toAbsolutePath().normalize());
  }

  /** The configuration as the run had it. */
  private static ForecastConfig ofRun(Warehouse warehouse, String runId) {
    Row started = RunHistory.started(warehouse, RunHistory.forecast(warehouse, runId));
    return new ConfigLoader().recorded(started.getAs(Runs.CONFIG));
  }

  /** Whole or not at all. */
  private static void write(Path target, byte[] page) {
    Path folder = target.getParent();
    try {
      if (!Files.isDirectory(folder)) {
        throw ForecastException.configuration(
            "there is no folder " + folder + " to write the report to. Make it, or name another.");
      }
      if (Files.isDirectory(target)) {
        throw ForecastException.configuration(
            target + " is a folder. Name a file, such as " + target.resolve("report.html"));
      }
      Path part =
          folder.resolve(
              "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
      try {
        Files.write(part, page);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw ForecastException.configuration(
          "the report cannot be written to " + target + ": " + e.getMessage());
    }
  }
}
