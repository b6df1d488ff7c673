package io.demandforecast.cli;

import io.demandforecast.job.EvaluateJob;
import io.demandforecast.job.ForecastPipeline;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;
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
final class EvaluateCommand extends WritingCommand {

  @Override
  protected Consumer<PrintWriter> write(Writing writing) {
    writing.progress().plan(List.of("assemble panel", "evaluate"));
    ForecastPipeline pipeline = writing.pipeline();
    EvaluateJob.Result accuracy = pipeline.evaluate(pipeline.assemble(asOf()));
    return out -> Summaries.accuracy(accuracy, out);
  }
}
