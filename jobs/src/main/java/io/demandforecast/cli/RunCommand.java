package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.RunJob;
import io.demandforecast.warehouse.Warehouse;
import java.io.PrintWriter;
import java.util.function.Consumer;
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
final class RunCommand extends WritingCommand {

  @Override
  protected Warehouse open(SparkSession spark, ForecastConfig config) {
    DemoFiles.makeIfAbsent(config);
    return Opened.warehouse(spark, config);
  }

  @Override
  protected Consumer<PrintWriter> write(Writing writing) {
    Warehouse warehouse = writing.warehouse();
    ForecastConfig config = writing.config();
    RunJob.Result result =
        RunJob.run(
            new RunJob.Input(
                warehouse,
                config,
                writing.record(),
                asOf(),
                Opened.now(),
                Version.ofCode(),
                Opened.raw(warehouse, config),
                writing.progress()));
    return out -> Summaries.night(result, config, warehouse, out);
  }
}
