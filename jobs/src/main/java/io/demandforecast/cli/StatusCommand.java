package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.StatusJob;
import io.demandforecast.progress.Progress;
import io.demandforecast.warehouse.Warehouse;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;

/** What is current, and what a warehouse holds. */
@Command(
    name = "status",
    description = {
      "Shows what is published, how old it is and how good it turned out to be; what ran last; and",
      "what the warehouse holds: publications, models, loads."
    },
    footer = {
      "",
      "Example:",
      "  forecast status",
      "  forecast status -c conf/datasets/m5.conf -w ./m5-warehouse"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class StatusCommand extends JobCommand {

  @Override
  protected void run(SparkSession spark, ForecastConfig config, Progress progress) {
    Warehouse warehouse = Opened.existing(spark, config);
    Summaries.status(StatusJob.run(new StatusJob.Input(warehouse, Opened.now())), warehouse, out());
  }
}
