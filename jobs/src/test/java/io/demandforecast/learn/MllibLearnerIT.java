package io.demandforecast.learn;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.TrainingSettings.Target;
import io.demandforecast.config.TrainingSettings.TreeParameters;
import io.demandforecast.forecast.TreeEnsemble;
import io.demandforecast.testing.SparkTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.regression.GBTRegressionModel;
import org.apache.spark.ml.regression.GBTRegressor;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class MllibLearnerIT extends SparkTest {
  @Test
  void theTreesPredictWhatMllibItselfPredicts() {
    TreeParameters parameters = new TreeParameters(Target.CORRECTION, 5, 3, 0.3, 16, 3, 1);
    Random random = new Random(11);
    Dataset<Row> rows = RandomRows.of(spark(), random, 300).cache();
    TreeEnsemble trees = new MllibLearner().fit(rows, parameters, 7);
    GBTRegressionModel model =
        new GBTRegressor()
            .setLabelCol(TrainingRows.LABEL)
            .setWeightCol(TrainingRows.WEIGHT)
            .setFeaturesCol("vector")
            .setMaxIter(5)
            .setMaxDepth(3)
            .setStepSize(0.3)
            .setMaxBins(16)
            .setMinInstancesPerNode(3)
            .setSeed(7)
            .fit(rows.withColumn("vector", array_to_vector(col(TrainingRows.FEATURES))));
    rows.unpersist();
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
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(RowFactory.create(0.0, 1.0, new float[] {1, 1, 1, 1}));
      rows.add(RowFactory.create(10.0, 3.0, new float[] {1, 1, 1, 1}));
    }
    TreeEnsemble trees =
        new MllibLearner()
            .fit(
                spark().createDataFrame(rows, RandomRows.SCHEMA),
                new TreeParameters(Target.CORRECTION, 1, 1, 1, 4, 1, 1),
                7);
    assertEquals(7.5, trees.predict(new float[] {1, 1, 1, 1}), 1e-12);
  }
}
