package io.demandforecast.learn;

import io.demandforecast.config.TrainingSettings.TreeParameters;
import io.demandforecast.forecast.TreeEnsemble;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.XGBoostError;
import ml.dmlc.xgboost4j.scala.spark.XGBoostRegressionModel;
import ml.dmlc.xgboost4j.scala.spark.XGBoostRegressor;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/**
 * XGBoost's histogram trees (Chen and Guestrin 2016), squared loss. How many workers there are, and
 * how many threads each, is fixed by the configuration: the model depends on nothing but that,
 * rows, parameters and seed.
 */
public final class XgboostLearner implements Learner {
  static final String ENGINE = "xgboost";

  /** Shrinks leaves of few rows; more than XGBoost's own 1, since sales are noisy. */
  private static final double LAMBDA = 10;

  /** Share of the rows a tree is grown from. */
  private static final double ROW_SHARE = 0.7;

  private final int workers;

  /**
   * @param workers 1: a single task trains, with a thread for each partition of the rows; more: as
   *     many tasks as partitions train together, a thread each
   */
  public XgboostLearner(int workers) {
    this.workers = workers;
  }

  @Override
  public String engine() {
    return ENGINE;
  }

  /** One fit takes all its cores: a second could only wait. */
  @Override
  public int parallelFits() {
    return 1;
  }

  /**
   * Workers of a training together must all start at once. In one process the cores are known
   * beforehand: a barrier stage that they cannot hold would be waited for, many minutes. On a
   * cluster they may be on their way, unless they come and go.
   */
  @Override
  public Optional<String> unfit(SparkSession spark) {
    if (workers == 1) {
      return Optional.empty();
    }
    if (spark.sparkContext().conf().getBoolean("spark.dynamicAllocation.enabled", false)) {
      return Optional.of(
          "training.engine = xgboost with training.workers above 1: its workers must all start at"
              + " once, which spark.dynamicAllocation.enabled = true does not allow. Turn that off,"
              + " or take training.workers = 1 or training.engine = mllib.");
    }
    int cores = spark.sparkContext().defaultParallelism();
    return spark.sparkContext().isLocal() && cores < workers
        ? Optional.of(
            "training.engine = xgboost with training.workers = "
                + workers
                + ": its workers must all start at once, and this process has "
                + cores
                + " core(s). Take a master of as many cores, or training.workers = 1.")
        : Optional.empty();
  }

  @Override
  public Optional<String> missing(SparkSession spark) {
    return Optional.of(XgboostLibrary.problem(spark)).filter(problem -> !problem.isEmpty());
  }

  @Override
  public List<TreeEnsemble> fit(FitRows rows, List<TreeParameters> parameters, long seed) {
    List<byte[]> models =
        workers == 1
            ? XgboostTask.train(rows, models(parameters, seed))
            : parameters.stream().map(one -> trainTogether(rows, one, seed)).toList();
    return models.stream().map(json -> XgboostTrees.of(json, TrainingRows.MISSING)).toList();
  }

  private static List<XgboostTask.Model> models(List<TreeParameters> parameters, long seed) {
    return parameters.stream()
        .map(one -> new XgboostTask.Model(one.target().ordinal(), options(one, seed), one.trees()))
        .toList();
  }

  /** XGBoost's own Spark estimator: its workers add up their histograms over the network. */
  private static byte[] trainTogether(FitRows rows, TreeParameters parameters, long seed) {
    Map<String, Object> options = options(parameters, seed);
    options.put("num_round", parameters.trees());
    options.put("num_workers", rows.counts().length);
    options.put("nthread", 1);
    XGBoostRegressor regressor =
        new XGBoostRegressor(
            scala.collection.immutable.Map.from(CollectionConverters.asScala(options)));
    regressor.setLabelCol(FitRows.LABEL);
    regressor.setFeaturesCol(FitRows.FEATURES);
    regressor.setWeightCol(FitRows.WEIGHT);
    return json((XGBoostRegressionModel) regressor.fit(rows.dataset(parameters.target())));
  }

  static byte[] json(XGBoostRegressionModel model) {
    try {
      return model.nativeBooster().toByteArray("json");
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost could not write its model", e);
    }
  }

  private static Map<String, Object> options(TreeParameters parameters, long seed) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("objective", "reg:squarederror");
    // Labels are differences from an offset, in units of their scale: they lie around zero.
    options.put("base_score", 0.0);
    options.put("tree_method", "hist");
    options.put("max_depth", parameters.depth());
    options.put("eta", parameters.step());
    options.put("max_bin", parameters.bins());
    // Weights are near one in the mean, so that their sum in a leaf is about its number of rows.
    options.put("min_child_weight", (double) parameters.minRows());
    options.put("lambda", LAMBDA);
    options.put("subsample", ROW_SHARE);
    options.put("colsample_bytree", parameters.featureShare());
    options.put("seed", seed);
    options.put("verbosity", 0);
    return options;
  }
}
