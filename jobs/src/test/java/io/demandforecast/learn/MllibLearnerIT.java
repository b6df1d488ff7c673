package io.demandforecast.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.TrainingSettings.Target;
import io.demandforecast.config.TrainingSettings.TreeParameters;
import io.demandforecast.forecast.TreeEnsemble;
import io.demandforecast.testing.SparkTest;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.regression.GBTRegressionModel;
import org.apache.spark.ml.regression.GBTRegressor;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class MllibLearnerIT extends SparkTest {
  @Test
  void theTreesPredictWhatMllibItselfPredicts() {
    TreeParameters parameters = new TreeParameters(Target.CORRECTION, 5, 3, 0.3, 16, 3, 1);
    Random random = new Random(11);
    FitRows rows = RandomRows.of(spark(), random, 300);
    TreeEnsemble trees = new MllibLearner().fit(rows, List.of(parameters), 7).get(0);
    GBTRegressionModel model =
        new GBTRegressor()
            .setLabelCol(FitRows.LABEL)
            .setWeightCol(FitRows.WEIGHT)
            .setFeaturesCol(FitRows.FEATURES)
            .setMaxIter(5)
            .setMaxDepth(3)
            .setStepSize(0.3)
            .setMaxBins(16)
            .setMinInstancesPerNode(3)
            .setSeed(7)
            .fit(rows.dataset(Target.CORRECTION));
    assertEquals(5, trees.trees());
    assertEquals(RandomRows.FEATURES, trees.features());
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < 1000; i++) {
      float[] row = RandomRows.row(random);
      double expected = model.predict(RandomRows.vector(row));
      assertEquals(expected, trees.predict(row), 1e-9, () -> Arrays.toString(row));
      least = Math.min(least, expected);
      most = Math.max(most, expected);
    }
    Assertions.assertTrue(most - least > 1);
    assertEquals(1, Arrays.stream(trees.importances()).sum(), 1e-12);
  }

  @Test
  void aRowCountsAsMuchAsItWeighs() {
    FitBlock block = new FitBlock(40, Target.values().length, RandomRows.FEATURES);
    for (int i = 0; i < block.rows(); i += 2) {
      RandomRows.put(block, i, 0, 1, new float[] {1, 1, 1, 1});
      RandomRows.put(block, i + 1, 10, 3, new float[] {1, 1, 1, 1});
    }
    TreeEnsemble trees =
        new MllibLearner()
            .fit(
                RandomRows.of(spark(), List.of(block)),
                List.of(new TreeParameters(Target.CORRECTION, 1, 1, 1, 4, 1, 1)),
                7)
            .get(0);
    assertEquals(7.5, trees.predict(new float[] {1, 1, 1, 1}), 1e-12);
  }
}
