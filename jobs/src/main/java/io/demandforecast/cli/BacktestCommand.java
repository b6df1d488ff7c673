package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.BacktestJob;
import io.demandforecast.progress.Progress;
import io.demandforecast.warehouse.Warehouse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Forecasts from days gone by. */
@Command(
    name = "backtest",
    description = {
      "Forecasts from days gone by, each knowing only what was known then, and scores them.",
      "They are published in the channel backtest; production is left as it is."
    },
    footer = {"", "Example:", "  forecast backtest --origins 2025-10-08,2025-11-05,2025-12-03"},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class BacktestCommand extends JobCommand {
  @Option(
      names = "--origins",
      paramLabel = "DATE",
      split = ",",
      required = true,
      converter = DateConverter.class,
      description = "Last days of actuals, separated by commas.")
  private List<LocalDate> origins = new ArrayList<>();

  @Override
  protected void run(SparkSession spark, ForecastConfig config, Progress progress) {
    List<String> stages = new ArrayList<>();
    for (int i = 0; i < origins.size(); i++) {
      stages.addAll(
          List.of(
              "assemble panel",
              "make training rows",
              "cross-validate",
              "fit champion",
              "calibrate",
              "predict",
              "audit and publish"));
    }
    stages.addAll(List.of("assemble panel", "evaluate"));
    progress.plan(stages);
    Warehouse warehouse = Opened.warehouse(spark, config);
    BacktestJob.Result result =
        BacktestJob.run(
            new BacktestJob.Input(
                warehouse, config, origins, Opened.now(), Version.ofCode(), progress));
    progress.done();
    Summaries.accuracy(result.accuracy(), out());
  }
}
