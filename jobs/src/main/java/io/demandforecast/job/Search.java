package io.demandforecast.job;

import io.demandforecast.config.TrainingSettings;
import io.demandforecast.config.TrainingSettings.TreeParameters;
import io.demandforecast.config.TrainingSettings.Tune;
import io.demandforecast.learn.EngineTrial;
import io.demandforecast.learn.Folds;
import io.demandforecast.learn.TrainingPlan;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.progress.Progress;
import io.demandforecast.table.Models;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a training tries: the engine and its candidates.
 *
 * @param settings those of the engine
 * @param grid candidates
 * @param reason why this engine; empty where the configuration names it
 * @param of model whose search chose engine and parameters; empty where a search is due
 */
record Search(
    TrainingSettings settings,
    List<TreeParameters> grid,
    Optional<String> reason,
    Optional<String> of) {

  /**
   * The search that is due. What an earlier one chose, engine and parameters, is taken from its
   * model: the outcome of a trial that ran out of time cannot be had again in another way.
   *
   * @param plan of the configuration
   * @param earlier finds the newest model of the same search
   */
  static Search of(
      SparkSession spark,
      TrainingPlan plan,
      Folds folds,
      Supplier<Optional<Row>> earlier,
      JavaRDD<PanelSeries> ordered,
      Progress progress) {
    TrainingSettings training = plan.config().training();
    Optional<Row> chosen = training.tune() == Tune.FIRST ? earlier.get() : Optional.empty();
    if (training.auto().isEmpty()) {
      return new Search(training, grid(training, chosen), Optional.empty(), version(chosen));
    }
    EngineTrial trial = new EngineTrial(spark, plan, folds);
    if (chosen.isPresent()) {
      String engine = chosen.get().getAs(Models.ENGINE);
      if (trial.able(progress).contains(engine)) {
        return pinned(training.of(engine), chosen.get());
      }
    }
    EngineTrial.Choice choice = trial.choose(ordered, progress);
    TrainingSettings settings = training.of(choice.engine());
    return new Search(
        settings, grid(settings, Optional.empty()), Optional.of(choice.reason()), Optional.empty());
  }

  private static Search pinned(TrainingSettings settings, Row chosen) {
    String reason = chosen.getAs(Models.ENGINE_CHOICE);
    String model = chosen.getAs(Models.MODEL_VERSION);
    String prefix = "as chosen for ";
    return new Search(
        settings,
        grid(settings, Optional.of(chosen)),
        Optional.of(reason.startsWith(prefix) ? reason : prefix + model + ": " + reason),
        Optional.of(model));
  }

  private static Optional<String> version(Optional<Row> model) {
    return model.map(row -> row.getAs(Models.MODEL_VERSION));
  }

  /** The whole grid where a search is due, else the parameters that the last search chose. */
  private static List<TreeParameters> grid(TrainingSettings settings, Optional<Row> chosen) {
    List<TreeParameters> grid = settings.grid();
    if (grid.size() == 1 || settings.tune() == Tune.ALWAYS) {
      return grid;
    }
    if (settings.tune() == Tune.NEVER) {
      return grid.subList(0, 1);
    }
    List<TreeParameters> parameters =
        chosen
            .map(
                row ->
                    grid.stream()
                        .filter(
                            p ->
                                ParametersJson.names(
                                    row.getAs(Models.PARAMETERS), p, settings.earlyStopping()))
                        .toList())
            .orElse(List.of());
    return parameters.isEmpty() ? grid : parameters;
  }
}
