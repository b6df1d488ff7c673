package io.demandforecast.cli;

import io.demandforecast.job.BacktestJob;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
final class BacktestCommand extends WritingCommand {
  @Option(
      names = "--origins",
      paramLabel = "DATE",
      split = ",",
      required = true,
      converter = DateConverter.class,
      description = "Last days of actuals, separated by commas.")
  private List<LocalDate> origins = new ArrayList<>();

  @Override
  protected Consumer<PrintWriter> write(Writing writing) {
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
    writing.progress().plan(stages);
    BacktestJob.Result result =
        BacktestJob.run(
            new BacktestJob.Input(
                writing.warehouse(),
                writing.config(),
                writing.record(),
                origins,
                Opened.now(),
                Version.ofCode(),
                writing.progress()));
    return out -> Summaries.accuracy(result.accuracy(), out);
  }
}
