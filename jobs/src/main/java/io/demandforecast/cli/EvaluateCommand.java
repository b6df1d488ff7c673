package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.EvaluateJob;
import io.demandforecast.job.ForecastPipeline;
import io.demandforecast.progress.Progress;
import io.demandforecast.warehouse.Lease;
import io.demandforecast.warehouse.Warehouse;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;

/** Scores published forecasts. */
@Command(
    name = "evaluate",
    description = {"Scores every published forecast against the actuals known as of a day."},
    footer = {
      "",
      "Example:",
      "  forecast evaluate --as-of 2025-12-31",
      "  forecast sql \"SELECT * FROM accuracy\""
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class EvaluateCommand extends JobCommand {

  @Override
  protected void run(SparkSession spark, ForecastConfig config, Progress progress) {
    progress.plan(List.of("assemble panel", "evaluate"));
    Warehouse warehouse = Opened.warehouse(spark, config);
    ForecastPipeline pipeline = Opened.pipeline(warehouse, config, progress);
    EvaluateJob.Result accuracy;
    try (Lease lease = warehouse.lease()) {
      accuracy = pipeline.evaluate(pipeline.assemble(asOf()));
    }
    progress.done();
    Summaries.accuracy(accuracy, out());
  }
}
