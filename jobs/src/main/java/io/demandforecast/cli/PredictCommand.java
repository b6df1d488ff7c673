package io.demandforecast.cli;

import io.demandforecast.job.AssembleJob;
import io.demandforecast.job.ForecastPipeline;
import io.demandforecast.job.NightForecastJob;
import io.demandforecast.job.PredictJob;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Forecasts with a registered model. */
@Command(
    name = "predict",
    description = {
      "Forecasts every series with the newest model of the as-of day or before. Nothing is published.",
      "With --train-when-due it does all that a night does after loading and before the audit."
    },
    footer = {"", "Example:", "  forecast predict --as-of 2025-12-31"},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class PredictCommand extends WritingCommand {

  @Option(
      names = "--train-when-due",
      description =
          "Trains first where a model is due; scores and watches what was published before.")
  private boolean trainWhenDue;

  @Override
  protected Consumer<PrintWriter> write(Writing writing) {
    return trainWhenDue ? night(writing) : ofModel(writing);
  }

  private Consumer<PrintWriter> night(Writing writing) {
    writing.progress().plan(NightForecastJob.stages(writing.config()));
    ForecastPipeline pipeline = writing.pipeline();
    NightForecastJob.Result night =
        NightForecastJob.run(
            new NightForecastJob.Input(
                pipeline, writing.config(), pipeline.assemble(asOf()), Opened.now()));
    return out -> {
      Summaries.model(night.model(), writing.config(), out);
      print(night.run(), out);
      Summaries.accuracy(night.accuracy(), out);
    };
  }

  private Consumer<PrintWriter> ofModel(Writing writing) {
    writing.progress().plan(List.of("assemble panel", "predict"));
    ForecastPipeline pipeline = writing.pipeline();
    AssembleJob.Result panel = pipeline.assemble(asOf());
    PredictJob.Result run = pipeline.predict(panel, pipeline.trained(panel, Opened.now()));
    return out -> print(run, out);
  }

  private static void print(PredictJob.Result run, PrintWriter out) {
    out.println(
        "run "
            + run.runId()
            + " by model "
            + run.modelVersion()
            + (run.published() ? ", published before" : ", not yet published: forecast publish"));
  }
}
