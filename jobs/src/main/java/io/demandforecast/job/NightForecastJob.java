package io.demandforecast.job;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.PublicationSettings.RecordFeatures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * What a night does between the load and the audit: trains when due, forecasts, records features,
 * scores and watches what was published before.
 *
 * <p>Reads what was loaded. Writes panel, models, forecasts, features, accuracy, drift and
 * promotions. Key: run_id, of as-of day, configuration and loads. Run again on unchanged inputs
 * every stage finds its work done. Fails where a feed is late before its deadline.
 */
public final class NightForecastJob {
  private NightForecastJob() {}

  /**
   * @param panel as of the night's day
   * @param now for the record, and for whether late feeds are waited for
   */
  public record Input(
      ForecastPipeline pipeline, ForecastConfig config, AssembleJob.Result panel, Instant now) {}

  /**
   * What it came to.
   *
   * @param model the registry's row of the model used
   */
  public record Result(
      Row model, PredictJob.Result run, EvaluateJob.Result accuracy, WatchJob.Result watched) {}

  /** Runs all stages. */
  public static Result run(Input input) {
    ForecastPipeline pipeline = input.pipeline();
    AssembleJob.Result panel = input.panel();
    pipeline.requireFeeds(panel, input.now());
    Row model = pipeline.trainWhenDue(panel, input.now());
    PredictJob.Result run = pipeline.predict(panel, model);
    if (records(input.config()) && !run.published()) {
      pipeline.features(panel, rows(input.config()));
    }
    // Before the audit, which looks at how what was published before turned out.
    EvaluateJob.Result accuracy = pipeline.evaluate(panel);
    WatchJob.Result watched = pipeline.watch(panel, run, model, accuracy);
    return new Result(model, run, accuracy, watched);
  }

  /** Names of the stages, the panel's first. */
  public static List<String> stages(ForecastConfig config) {
    List<String> stages =
        new ArrayList<>(
            List.of(
                "assemble panel",
                "make training rows",
                "cross-validate",
                "fit champion",
                "calibrate",
                "predict"));
    if (records(config)) {
      stages.add("record features");
    }
    stages.addAll(List.of("evaluate", "watch"));
    return stages;
  }

  private static boolean records(ForecastConfig config) {
    return config.publication().recordFeatures() != RecordFeatures.NONE;
  }

  private static FeaturesJob.Rows rows(ForecastConfig config) {
    return config.publication().recordFeatures() == RecordFeatures.ALL
        ? FeaturesJob.Rows.TRAINING_AND_FORECAST
        : FeaturesJob.Rows.FORECAST;
  }
}
