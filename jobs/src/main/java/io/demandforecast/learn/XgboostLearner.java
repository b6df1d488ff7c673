package io.demandforecast.learn;

import io.demandforecast.config.TrainingSettings.TreeParameters;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.forecast.TreeEnsemble;
import java.util.LinkedHashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.XGBoostError;
import ml.dmlc.xgboost4j.scala.spark.XGBoostRegressionModel;
import ml.dmlc.xgboost4j.scala.spark.XGBoostRegressor;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/**
 * XGBoost's histogram trees (Chen and Guestrin 2016), squared loss, trained by its own workers
 * inside Spark tasks: one worker of one thread for each partition of the rows, so that the model
 * depends on nothing but rows, partitions, parameters and seed.
 */
public final class XgboostLearner implements Learner {
  static final String ENGINE = "xgboost";

  /** Shrinks leaves of few rows; more than XGBoost's own 1, since sales are noisy. */
  private static final double LAMBDA = 10;

  /** Share of the rows a tree is grown from. */
  private static final double ROW_SHARE = 0.7;

  @Override
  public String engine() {
    return ENGINE;
  }

  /** Its workers wait for each other and take a core each: a second fit could only wait. */
  @Override
  public int parallelFits() {
    return 1;
  }

  @Override
  public TreeEnsemble fit(Dataset<Row> rows, TreeParameters parameters, long seed) {
    requireFixedExecutors(rows);
    int workers = rows.rdd().getNumPartitions();
    XGBoostRegressor regressor = new XGBoostRegressor(scala(options(parameters, seed, workers)));
    regressor.setLabelCol(TrainingRows.LABEL);
    regressor.setFeaturesCol(TrainingRows.VECTOR);
    regressor.setWeightCol(TrainingRows.WEIGHT);
    XGBoostRegressionModel model = (XGBoostRegressionModel) regressor.fit(rows);
    return XgboostTrees.of(json(model), TrainingRows.MISSING);
  }

  static byte[] json(XGBoostRegressionModel model) {
    try {
      return model.nativeBooster().toByteArray("json");
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost could not write its model", e);
    }
  }

  private static Map<String, Object> options(TreeParameters parameters, long seed, int workers) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("objective", "reg:squarederror");
    // Labels are differences from an offset, in units of their scale: they lie around zero.
    options.put("base_score", 0.0);
    options.put("tree_method", "hist");
    options.put("num_round", parameters.trees());
    options.put("max_depth", parameters.depth());
    options.put("eta", parameters.step());
    options.put("max_bin", parameters.bins());
    // Weights are one in the mean, so that their sum in a leaf is a number of rows.
    options.put("min_child_weight", (double) parameters.minRows());
    options.put("lambda", LAMBDA);
    options.put("subsample", ROW_SHARE);
    options.put("colsample_bytree", parameters.featureShare());
    options.put("seed", seed);
    options.put("num_workers", workers);
    options.put("nthread", 1);
    options.put("verbosity", 0);
    return options;
  }

  private static scala.collection.immutable.Map<String, Object> scala(Map<String, Object> map) {
    return scala.collection.immutable.Map.from(CollectionConverters.asScala(map));
  }

  private static void requireFixedExecutors(Dataset<Row> rows) {
    if (rows.sparkSession()
        .sparkContext()
        .conf()
        .getBoolean("spark.dynamicAllocation.enabled", false)) {
      throw ForecastException.configuration(
          "training.engine = xgboost: its workers must all start at once, which"
              + " spark.dynamicAllocation.enabled = true does not allow. Turn it off, or take"
              + " training.engine = mllib.");
    }
  }
}
