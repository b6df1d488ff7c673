package io.demandforecast.cli;

import io.demandforecast.job.FeaturesJob;
import io.demandforecast.job.ForecastPipeline;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;
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
final class FeaturesCommand extends WritingCommand {

  @Override
  protected Consumer<PrintWriter> write(Writing writing) {
    writing.progress().plan(List.of("assemble panel", "record features"));
    ForecastPipeline pipeline = writing.pipeline();
    pipeline.features(pipeline.assemble(asOf()), FeaturesJob.Rows.TRAINING_AND_FORECAST);
    return out ->
        out.println("features are in the table features of " + writing.warehouse().location());
  }
}
