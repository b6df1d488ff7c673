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

/** Forecasts with a registered model. */
@Command(
    name = "predict",
    description = {
      "Forecasts every series with the newest model of the as-of day or before. Nothing is published."
    },
    footer = {"", "Example:", "  forecast predict --as-of 2025-12-31"},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class PredictCommand extends JobCommand {

  @Override
  protected void run(SparkSession spark, ForecastConfig config, Progress progress) {
    progress.plan(List.of("assemble panel", "predict"));
    Warehouse warehouse = Opened.warehouse(spark, config);
    ForecastPipeline pipeline = Opened.pipeline(warehouse, config, progress);
    PredictJob.Result run;
    try (Lease lease = warehouse.lease()) {
      AssembleJob.Result panel = pipeline.assemble(asOf());
      run = pipeline.predict(panel, pipeline.trained(panel));
    }
    progress.done();
    out()
        .println(
            "run "
                + run.runId()
                + " by model "
                + run.modelVersion()
                + (run.published()
                    ? ", published before"
                    : ", not yet published: forecast publish"));
  }
}
