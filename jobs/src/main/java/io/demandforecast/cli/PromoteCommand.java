package io.demandforecast.cli;

import io.demandforecast.job.PromoteJob;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a registered model the champion. */
@Command(
    name = "promote",
    description = {
      "Makes a registered model the one that forecasts from the next night on: one that was refused,",
      "or the one before, when the champion is to be taken back."
    },
    footer = {
      "",
      "Example:",
      "  forecast promote --model m-2025-12-24-9c7640a978 --reason \"the new one is too low on Sundays\""
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class PromoteCommand extends DecisionCommand {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "Version of the model, as models has it.")
  private String model;

  @Override
  protected Consumer<PrintWriter> write(Writing writing) {
    writing.progress().plan(List.of("promote"));
    writing.progress().stage("promote");
    PromoteJob.Result result =
        PromoteJob.run(new PromoteJob.Input(writing.warehouse(), model, reason(), Opened.now()));
    return out -> Summaries.promoted(result, model, out);
  }
}
