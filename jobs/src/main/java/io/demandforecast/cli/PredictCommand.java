package io.demandforecast.cli;

import io.demandforecast.job.AssembleJob;
import io.demandforecast.job.ForecastPipeline;
import io.demandforecast.job.PredictJob;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;

/** Forecasts with a registered model. */
@Command(
    name = "predict",
    description = {
      "Forecasts every series with the newest model of the as-of day or before. Nothing is published."
    },
    footer = {"", "Example:", "  forecast predict --as-of 2025-12-31"},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class PredictCommand extends WritingCommand {

  @Override
  protected Consumer<PrintWriter> write(Writing writing) {
    writing.progress().plan(List.of("assemble panel", "predict"));
    ForecastPipeline pipeline = writing.pipeline();
    AssembleJob.Result panel = pipeline.assemble(asOf());
    PredictJob.Result run = pipeline.predict(panel, pipeline.trained(panel, Opened.now()));
    return out ->
        out.println(
            "run "
                + run.runId()
                + " by model "
                + run.modelVersion()
                + (run.published()
                    ? ", published before"
                    : ", not yet published: forecast publish"));
  }
}
