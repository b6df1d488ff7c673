package io.demandforecast.cli;

import io.demandforecast.job.ForecastPipeline;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
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
final class TrainCommand extends WritingCommand {

  @Override
  protected Consumer<PrintWriter> write(Writing writing) {
    writing
        .progress()
        .plan(
            List.of(
                "assemble panel",
                "make training rows",
                "cross-validate",
                "fit champion",
                "calibrate"));
    ForecastPipeline pipeline = writing.pipeline();
    Row model = pipeline.train(pipeline.assemble(asOf()));
    return out -> Summaries.model(model, writing.config(), out);
  }
}
