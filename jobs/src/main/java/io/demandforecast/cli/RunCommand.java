package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.RunJob;
import io.demandforecast.progress.Progress;
import io.demandforecast.warehouse.Warehouse;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;

/** A whole night. */
@Command(
    name = "run",
    description = {
      "Loads raw files, trains when due, forecasts, checks, publishes and scores.",
      "Without -c it makes demo data and forecasts them."
    },
    footer = {
      "",
      "Example:",
      "  forecast run",
      "  forecast run -c conf/datasets/m5.conf --data ./m5 --as-of 2016-04-24 -w ./m5-warehouse"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RunCommand extends JobCommand {

  @Override
  protected void run(SparkSession spark, ForecastConfig config, Progress progress) {
    DemoFiles.makeIfAbsent(config);
    Warehouse warehouse = Opened.warehouse(spark, config);
    RunJob.Result result =
        RunJob.run(
            new RunJob.Input(
                warehouse,
                config,
                asOf(),
                Opened.now(),
                Version.ofCode(),
                Opened.raw(warehouse, config),
                progress));
    progress.done();
    Summaries.night(result, config, warehouse, out());
  }
}
