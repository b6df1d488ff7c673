package io.demandforecast.job;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.progress.Progress;
import io.demandforecast.warehouse.Warehouse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * Forecasts from days gone by, each knowing what was known then and no more: data, model and
 * search.
 *
 * <p>Reads and writes the tables of a run; publishes to the channel {@value #CHANNEL}. Key: run_id.
 * Run again it finds each origin done. Fails where an origin lies outside the data.
 */
public final class BacktestJob {
  /** The channel that backtests are published in. */
  public static final String CHANNEL = "backtest";

  private BacktestJob() {}

  /**
   * @param record of the execution, which holds the lease
   * @param origins last days of actuals, one a forecast
   * @param now for the record; decides nothing
   */
  public record Input(
      Warehouse warehouse,
      ForecastConfig config,
      RunRecord record,
      List<LocalDate> origins,
      Instant now,
      String codeVersion,
      Progress progress) {}

  /**
   * @param runs run of each origin
   * @param accuracy figures of all published runs with the actuals that are known now
   */
  public record Result(List<PredictJob.Result> runs, EvaluateJob.Result accuracy) {}

  /** Forecasts from each origin in turn, then scores. */
  public static Result run(Input input) {
    ForecastPipeline pipeline =
        new ForecastPipeline(
            input.warehouse(),
            input.config(),
            input.codeVersion(),
            input.record(),
            input.progress());
    List<PredictJob.Result> runs = new ArrayList<>();
    for (LocalDate origin : input.origins().stream().sorted().toList()) {
      input.progress().note("origin " + origin);
      AssembleJob.Result panel = pipeline.assemble(Optional.of(origin));
      Row model = pipeline.train(panel);
      PredictJob.Result run = pipeline.predict(panel, model);
      pipeline.publish(panel, run, CHANNEL, input.now());
      runs.add(run);
    }
    return new Result(runs, pipeline.evaluate(pipeline.assemble(Optional.empty())));
  }
}
