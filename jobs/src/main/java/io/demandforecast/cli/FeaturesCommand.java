package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.FeaturesJob;
import io.demandforecast.job.ForecastPipeline;
import io.demandforecast.progress.Progress;
import io.demandforecast.warehouse.Lease;
import io.demandforecast.warehouse.Warehouse;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;

/** Writes the features table. */
@Command(
    name = "features",
    description = {
      "Writes the features table: the rows trained on and those to forecast, a column a feature."
    },
    footer = {
      "",
      "Example:",
      "  forecast features --as-of 2025-12-31",
      "  forecast sql \"SELECT * FROM features LIMIT 5\""
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class FeaturesCommand extends JobCommand {

  @Override
  protected void run(SparkSession spark, ForecastConfig config, Progress progress) {
    progress.plan(List.of("assemble panel", "record features"));
    Warehouse warehouse = Opened.warehouse(spark, config);
    ForecastPipeline pipeline = Opened.pipeline(warehouse, config, progress);
    try (Lease lease = warehouse.lease()) {
      pipeline.features(pipeline.assemble(asOf()), FeaturesJob.Rows.TRAINING_AND_FORECAST);
    }
    progress.done();
    out().println("features are in the table features of " + warehouse.location());
  }
}
