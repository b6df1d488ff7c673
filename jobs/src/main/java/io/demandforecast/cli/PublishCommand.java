package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.AssembleJob;
import io.demandforecast.job.ForecastPipeline;
import io.demandforecast.job.PredictJob;
import io.demandforecast.job.ReviseJob;
import io.demandforecast.job.report.NightReport;
import io.demandforecast.warehouse.Warehouse;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks and publishes the forecasts of a day. */
@Command(
    name = "publish",
    description = {
      "Takes the forecasts that predict made, or makes them, checks the run, and publishes it if",
      "every check passes.",
      "With --run it publishes a run that was published before, such as in another channel."
    },
    footer = {
      "",
      "Example:",
      "  forecast publish --as-of 2025-12-31",
      "  forecast publish --run r-2025-12-31-0ebfc7ce61-1 --reason \"looked at by planning\""
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class PublishCommand extends WritingCommand {
  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "Run to publish again, or in the configured channel too.")
  private String run;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why, with --run; for the record in publications.")
  private String reason;

  @Override
  protected Consumer<PrintWriter> write(Writing writing) {
    return run == null
        ? ofDay(writing)
        : Revision.run(writing, "publish", Optional.of(run), reason, ReviseJob::publish);
  }

  /** A run that is published already is in a warehouse that is there. */
  @Override
  protected Warehouse open(SparkSession spark, ForecastConfig config) {
    return run == null ? super.open(spark, config) : Opened.existing(spark, config);
  }

  private Consumer<PrintWriter> ofDay(Writing writing) {
    writing
        .progress()
        .plan(List.of("assemble panel", "predict", "audit and publish", "write report"));
    ForecastPipeline pipeline = writing.pipeline();
    AssembleJob.Result panel = pipeline.assemble(asOf());
    pipeline.requireFeeds(panel, Opened.now());
    PredictJob.Result forecast =
        pipeline.predictUnlessMade(panel, pipeline.trained(panel, Opened.now()));
    ForecastPipeline.Published published =
        pipeline.publish(panel, forecast, writing.config().publication().channel(), Opened.now());
    NightReport.Result report = pipeline.report(panel, forecast);
    return out -> {
      Summaries.publication(forecast, published, out);
      Summaries.report(report, out);
    };
  }
}
