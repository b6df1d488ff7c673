package io.demandforecast.learn;

import io.demandforecast.config.TrainingSettings;
import io.demandforecast.config.TrainingSettings.TreeParameters;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.forecast.TreeEnsemble;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** An engine that grows regression trees. What it returns no longer knows the engine. */
public interface Learner {
  /** Name of the engine in configuration and registry. */
  String engine();

  /**
   * Fits trees to rows.
   *
   * @param parameters of the trees of each model
   * @param seed of whatever the engine draws
   * @return a model for each
   */
  List<TreeEnsemble> fit(FitRows rows, List<TreeParameters> parameters, long seed);

  /** Fits that may run at a time; the bits of a model do not depend on it. */
  int parallelFits();

  /** Why it can never train under a session's settings; empty where it may. Costs nothing. */
  default Optional<String> unfit(SparkSession spark) {
    return Optional.empty();
  }

  /** Why this engine cannot run on a cluster; empty where it can. */
  default Optional<String> missing(SparkSession spark) {
    return Optional.empty();
  }

  /**
   * Sees to it that a session's settings let the engine train that the configuration names: before
   * any of the work that a training begins with.
   *
   * @throws ForecastException (configuration) where they do not
   */
  static void require(SparkSession spark, TrainingSettings settings) {
    if (!settings.engine().equals(TrainingSettings.AUTO)) {
      of(settings)
          .unfit(spark)
          .ifPresent(
              why -> {
                throw ForecastException.configuration(why);
              });
    }
  }

  /**
   * The engine that settings name.
   *
   * @throws ForecastException where there is none
   */
  static Learner of(TrainingSettings settings) {
    return switch (settings.engine()) {
      case MllibLearner.ENGINE -> new MllibLearner();
      case XgboostLearner.ENGINE -> new XgboostLearner(settings.workers());
      default ->
          throw ForecastException.configuration(
              "training.engine = "
                  + settings.engine()
                  + ": there is no such engine; choose mllib or xgboost");
    };
  }
}
