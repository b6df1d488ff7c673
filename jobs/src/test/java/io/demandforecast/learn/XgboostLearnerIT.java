package io.demandforecast.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.demandforecast.config.TrainingSettings.Target;
import io.demandforecast.config.TrainingSettings.TreeParameters;
import io.demandforecast.forecast.TreeEnsemble;
import io.demandforecast.testing.SparkTest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import ml.dmlc.xgboost4j.scala.spark.XGBoostRegressionModel;
import ml.dmlc.xgboost4j.scala.spark.XGBoostRegressor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XgboostLearnerIT extends SparkTest {
  private static final TreeParameters PARAMETERS =
      new TreeParameters(Target.CORRECTION, 5, 3, 0.3, 16, 3, 0.5);

  @Test
  void theTreesPredictWhatXgboostItselfPredicts() {
    Random random = new Random(11);
    FitRows rows = RandomRows.of(spark(), random, 300);
    XGBoostRegressor regressor = new XGBoostRegressor();
    regressor.setLabelCol(FitRows.LABEL);
    regressor.setFeaturesCol(FitRows.FEATURES);
    regressor.setNumRound(5);
    XGBoostRegressionModel model =
        (XGBoostRegressionModel) regressor.fit(rows.dataset(Target.CORRECTION));

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
    FitRows rows = RandomRows.of(spark(), new Random(3), 300);
    byte[] once = fit(workers, rows, PARAMETERS, 7).toBytes();
    assertArrayEquals(once, fit(workers, rows, PARAMETERS, 7).toBytes());
    assertFalse(Arrays.equals(once, fit(workers, rows, PARAMETERS, 8).toBytes()));
  }

  @Test
  void workersTogetherLearnWhatOneLearnsAlone() {
    Random random = new Random(3);
    FitRows rows = RandomRows.of(spark(), random, 300);
    TreeParameters deep = new TreeParameters(Target.CORRECTION, 20, 3, 0.3, 16, 3, 1);
    TreeEnsemble alone = fit(1, rows, deep, 7);
    TreeEnsemble together = fit(2, rows, deep, 7);
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
  void executorsThatComeAndGoDoNotSuitWorkersThatStartTogether() {
    spark().sparkContext().conf().set("spark.dynamicAllocation.enabled", "true");
    try {
      org.junit.jupiter.api.Assertions.assertTrue(
          new XgboostLearner(2)
              .unfit(spark())
              .orElseThrow()
              .contains("spark.dynamicAllocation.enabled"),
          "why");
      assertEquals(Optional.empty(), new XgboostLearner(1).unfit(spark()));
    } finally {
      spark().sparkContext().conf().set("spark.dynamicAllocation.enabled", "false");
    }
  }

  @Test
  void moreWorkersThanCoresAreRefusedAndNotWaitedFor() {
    int cores = spark().sparkContext().defaultParallelism();
    assertEquals(Optional.empty(), new XgboostLearner(cores).unfit(spark()));
    org.junit.jupiter.api.Assertions.assertTrue(
        new XgboostLearner(cores + 1).unfit(spark()).isPresent(), "too many");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void modelsFittedTogetherAreThoseFittedAlone(int workers) {
    FitRows rows = RandomRows.of(spark(), new Random(3), 300);
    TreeParameters other = new TreeParameters(Target.LEVEL, 7, 2, 0.2, 16, 3, 1);
    List<TreeEnsemble> together =
        new XgboostLearner(workers).fit(rows, List.of(PARAMETERS, other), 7);
    assertArrayEquals(fit(workers, rows, PARAMETERS, 7).toBytes(), together.get(0).toBytes());
    assertArrayEquals(fit(workers, rows, other, 7).toBytes(), together.get(1).toBytes());
  }

  private static TreeEnsemble fit(int workers, FitRows rows, TreeParameters parameters, int seed) {
    return new XgboostLearner(workers).fit(rows, List.of(parameters), seed).get(0);
  }
}
