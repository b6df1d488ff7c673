package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.ExportJob;
import io.demandforecast.progress.Progress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands what is published to others. */
@Command(
    name = "export",
    description = {
      "Writes published forecasts to a table of PostgreSQL or MariaDB, or to Parquet or CSV files:",
      "whole or not at all, as the configuration declares it under export.NAME."
    },
    footer = {
      "",
      "Example:",
      "  forecast export planning",
      "  forecast export planning --run r-2025-12-31-0ebfc7ce61-1"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ExportCommand extends JobCommand {
  @Parameters(paramLabel = "NAME", description = "Which export of the configuration.")
  private String export;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "Run that was published in the channel. Default: the current one.")
  private String run;

  @Option(
      names = "--channel",
      paramLabel = "CHANNEL",
      description = "Channel. Default: that of the export, else publication.channel.")
  private String channel;

  @Override
  protected void run(SparkSession spark, ForecastConfig config, Progress progress) {
    progress.plan(List.of("export to " + export));
    ExportJob.Result result =
        ExportJob.run(
            new ExportJob.Input(
                Opened.existing(spark, config),
                config,
                export,
                Optional.ofNullable(run),
                Optional.ofNullable(channel),
                System.getenv(),
                progress));
    progress.done();
    out()
        .printf(
            Locale.ROOT,
            "Export    %s: %,d rows of run %s, publication %d in channel %s, are in %s%n",
            export,
            result.rows(),
            result.publication().runId(),
            result.publication().sequence(),
            result.publication().channel(),
            result.place());
  }
}
