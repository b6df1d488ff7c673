package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.AssembleJob;
import io.demandforecast.job.ForecastPipeline;
import io.demandforecast.job.PredictJob;
import io.demandforecast.progress.Progress;
import io.demandforecast.warehouse.Lease;
import io.demandforecast.warehouse.Warehouse;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;

/** Checks and publishes the forecasts of a day. */
@Command(
    name = "publish",
    description = {
      "Forecasts as predict does, checks the run, and publishes it if every check passes."
    },
    footer = {"", "Example:", "  forecast publish --as-of 2025-12-31"},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class PublishCommand extends JobCommand {

  @Override
  protected void run(SparkSession spark, ForecastConfig config, Progress progress) {
    progress.plan(List.of("assemble panel", "predict", "audit and publish"));
    Warehouse warehouse = Opened.warehouse(spark, config);
    ForecastPipeline pipeline = Opened.pipeline(warehouse, config, progress);
    PredictJob.Result run;
    ForecastPipeline.Published published;
    try (Lease lease = warehouse.lease()) {
      AssembleJob.Result panel = pipeline.assemble(asOf());
      run = pipeline.predict(panel, pipeline.trained(panel));
      published = pipeline.publish(panel, run, config.publication().channel(), Opened.now());
    }
    progress.done();
    Summaries.publication(run, published, out());
  }
}
