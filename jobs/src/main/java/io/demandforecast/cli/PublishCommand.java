package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.AssembleJob;
import io.demandforecast.job.ForecastPipeline;
import io.demandforecast.job.PredictJob;
import io.demandforecast.job.ReviseJob;
import io.demandforecast.progress.Progress;
import io.demandforecast.warehouse.Lease;
import io.demandforecast.warehouse.Warehouse;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks and publishes the forecasts of a day. */
@Command(
    name = "publish",
    description = {
      "Forecasts as predict does, checks the run, and publishes it if every check passes.",
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
final class PublishCommand extends JobCommand {
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
  protected void run(SparkSession spark, ForecastConfig config, Progress progress) {
    if (run == null) {
      ofDay(spark, config, progress);
    } else {
      Revision.run(
          spark, config, progress, out(), "publish", Optional.of(run), reason, ReviseJob::publish);
    }
  }

  private void ofDay(SparkSession spark, ForecastConfig config, Progress progress) {
    progress.plan(List.of("assemble panel", "predict", "audit and publish"));
    Warehouse warehouse = Opened.warehouse(spark, config);
    ForecastPipeline pipeline = Opened.pipeline(warehouse, config, progress);
    PredictJob.Result forecast;
    ForecastPipeline.Published published;
    try (Lease lease = warehouse.lease()) {
      AssembleJob.Result panel = pipeline.assemble(asOf());
      forecast = pipeline.predict(panel, pipeline.trained(panel));
      published = pipeline.publish(panel, forecast, config.publication().channel(), Opened.now());
    }
    progress.done();
    Summaries.publication(forecast, published, out());
  }
}
