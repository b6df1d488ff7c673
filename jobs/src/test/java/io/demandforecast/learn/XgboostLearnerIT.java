package io.demandforecast.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.config.TrainingSettings.TreeParameters;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.forecast.TreeEnsemble;
import io.demandforecast.testing.SparkTest;
import java.util.Arrays;
import java.util.Random;
import ml.dmlc.xgboost4j.scala.spark.XGBoostRegressionModel;
import ml.dmlc.xgboost4j.scala.spark.XGBoostRegressor;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class XgboostLearnerIT extends SparkTest {
  private static final TreeParameters PARAMETERS = new TreeParameters(5, 3, 0.3, 16, 3, 0.5);

  @Test
  void theTreesPredictWhatXgboostItselfPredicts() {
    Random random = new Random(11);
    Dataset<Row> rows = RandomRows.of(spark(), random, 300);
    XGBoostRegressor regressor = new XGBoostRegressor();
    regressor.setLabelCol(TrainingRows.LABEL);
    regressor.setFeaturesCol(TrainingRows.VECTOR);
    regressor.setNumRound(5);
    XGBoostRegressionModel model = (XGBoostRegressionModel) regressor.fit(rows);

    TreeEnsemble trees = XgboostTrees.of(XgboostLearner.json(model), TrainingRows.MISSING);

    assertEquals(5, trees.trees());
    assertEquals(RandomRows.FEATURES, trees.features());
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < 1000; i++) {
      float[] row = RandomRows.row(random);
      double expected = model.predict(Vectors.dense(RandomRows.vector(row)));
      assertEquals(expected, trees.predict(row), 1e-5, () -> Arrays.toString(row));
      least = Math.min(least, expected);
      most = Math.max(most, expected);
    }
    Assertions.assertTrue(most - least > 1);
    assertEquals(1, Arrays.stream(trees.importances()).sum(), 1e-12);
  }

  @Test
  void theSameRowsAndSeedGiveTheSameTreesToTheBit() {
    Dataset<Row> rows = RandomRows.of(spark(), new Random(3), 300);
    byte[] once = new XgboostLearner().fit(rows, PARAMETERS, 7).toBytes();
    assertArrayEquals(once, new XgboostLearner().fit(rows, PARAMETERS, 7).toBytes());
    Assertions.assertFalse(
        Arrays.equals(once, new XgboostLearner().fit(rows, PARAMETERS, 8).toBytes()));
  }

  @Test
  void executorsThatComeAndGoAreRefused() {
    Dataset<Row> rows = RandomRows.of(spark(), new Random(3), 30);
    spark().sparkContext().conf().set("spark.dynamicAllocation.enabled", "true");
    try {
      ForecastException refused =
          assertThrows(
              ForecastException.class, () -> new XgboostLearner().fit(rows, PARAMETERS, 7));
      assertEquals(ExitCode.CONFIGURATION, refused.exitCode());
    } finally {
      spark().sparkContext().conf().set("spark.dynamicAllocation.enabled", "false");
    }
  }
}
