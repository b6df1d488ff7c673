package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.ForecastPipeline;
import io.demandforecast.progress.Progress;
import io.demandforecast.warehouse.Lease;
import io.demandforecast.warehouse.Warehouse;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;

/** Trains a model. */
@Command(
    name = "train",
    description = {
      "Trains on what was known as of a day: tries every candidate at rolling origins and registers the best."
    },
    footer = {"", "Example:", "  forecast train --as-of 2025-12-31"},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class TrainCommand extends JobCommand {

  @Override
  protected void run(SparkSession spark, ForecastConfig config, Progress progress) {
    progress.plan(
        List.of(
            "assemble panel", "make training rows", "cross-validate", "fit champion", "calibrate"));
    Warehouse warehouse = Opened.warehouse(spark, config);
    ForecastPipeline pipeline = Opened.pipeline(warehouse, config, progress);
    Row model;
    try (Lease lease = warehouse.lease()) {
      model = pipeline.train(pipeline.assemble(asOf()));
    }
    progress.done();
    Summaries.model(model, config, out());
  }
}
