package io.demandforecast.learn;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.config.TrainingSettings.Target;
import io.demandforecast.config.TrainingSettings.TreeParameters;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.forecast.TreeEnsemble;
import io.demandforecast.testing.SparkTest;
import java.util.Arrays;
import java.util.Random;
import ml.dmlc.xgboost4j.scala.spark.XGBoostRegressionModel;
import ml.dmlc.xgboost4j.scala.spark.XGBoostRegressor;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XgboostLearnerIT extends SparkTest {
  private static final TreeParameters PARAMETERS =
      new TreeParameters(Target.CORRECTION, 5, 3, 0.3, 16, 3, 0.5);

  @Test
  void theTreesPredictWhatXgboostItselfPredicts() {
    Random random = new Random(11);
    Dataset<Row> rows = RandomRows.of(spark(), random, 300);
    XGBoostRegressor regressor = new XGBoostRegressor();
    regressor.setLabelCol(TrainingRows.LABEL);
    regressor.setFeaturesCol("vector");
    regressor.setNumRound(5);
    XGBoostRegressionModel model =
        (XGBoostRegressionModel)
            regressor.fit(rows.withColumn("vector", array_to_vector(col(TrainingRows.FEATURES))));

    TreeEnsemble trees = XgboostTrees.of(XgboostLearner.json(model), TrainingRows.MISSING);

    assertEquals(5, trees.trees());
    assertEquals(RandomRows.FEATURES, trees.features());
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < 1000; i++) {
      float[] row = RandomRows.row(random);
      double expected = model.predict(RandomRows.vector(row));
      assertEquals(expected, trees.predict(row), 1e-5, () -> Arrays.toString(row));
      least = Math.min(least, expected);
      most = Math.max(most, expected);
    }
    org.junit.jupiter.api.Assertions.assertTrue(most - least > 1);
    assertEquals(1, Arrays.stream(trees.importances()).sum(), 1e-12);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theSameRowsAndSeedGiveTheSameTreesToTheBit(int workers) {
    Dataset<Row> rows = RandomRows.of(spark(), new Random(3), 300);
    byte[] once = new XgboostLearner(workers).fit(rows, PARAMETERS, 7).toBytes();
    assertArrayEquals(once, new XgboostLearner(workers).fit(rows, PARAMETERS, 7).toBytes());
    assertFalse(
        Arrays.equals(once, new XgboostLearner(workers).fit(rows, PARAMETERS, 8).toBytes()));
  }

  @Test
  void workersTogetherLearnWhatOneLearnsAlone() {
    Random random = new Random(3);
    Dataset<Row> rows = RandomRows.of(spark(), random, 300);
    TreeParameters deep = new TreeParameters(Target.CORRECTION, 20, 3, 0.3, 16, 3, 1);
    TreeEnsemble alone = new XgboostLearner(1).fit(rows, deep, 7);
    TreeEnsemble together = new XgboostLearner(2).fit(rows, deep, 7);
    double difference = 0;
    double spread = 0;
    for (int i = 0; i < 1000; i++) {
      float[] row = RandomRows.row(random);
      difference += Math.abs(alone.predict(row) - together.predict(row)) / 1000;
      spread += Math.abs(alone.predict(row) - 3) / 1000;
    }
    org.junit.jupiter.api.Assertions.assertTrue(
        difference < 0.2 * spread, difference + " of " + spread);
  }

  @Test
  void executorsThatComeAndGoAreRefused() {
    Dataset<Row> rows = RandomRows.of(spark(), new Random(3), 30);
    spark().sparkContext().conf().set("spark.dynamicAllocation.enabled", "true");
    try {
      ForecastException refused =
          assertThrows(
              ForecastException.class, () -> new XgboostLearner(2).fit(rows, PARAMETERS, 7));
      assertEquals(ExitCode.CONFIGURATION, refused.exitCode());
    } finally {
      spark().sparkContext().conf().set("spark.dynamicAllocation.enabled", "false");
    }
  }
}
