package io.demandforecast.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.TrainingSettings.TreeParameters;
import io.demandforecast.forecast.TreeEnsemble;
import io.demandforecast.testing.SparkTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.GBTRegressionModel;
import org.apache.spark.ml.regression.GBTRegressor;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class MllibLearnerIT extends SparkTest {
  private static final int FEATURES = 4;
  private static final StructType SCHEMA =
      new StructType()
          .add(TrainingRows.LABEL, DataTypes.DoubleType, false)
          .add(TrainingRows.WEIGHT, DataTypes.DoubleType, false)
          .add(TrainingRows.VECTOR, SQLDataTypes.VectorType(), false);

  @Test
  void theTreesPredictWhatMllibItselfPredicts() {
    TreeParameters parameters = new TreeParameters(5, 3, 0.3, 16, 3);
    Random random = new Random(11);
    Dataset<Row> rows = rows(random, 300).cache();
    TreeEnsemble trees = new MllibLearner().fit(rows, parameters, 7);
    GBTRegressionModel model =
        new GBTRegressor()
            .setLabelCol(TrainingRows.LABEL)
            .setWeightCol(TrainingRows.WEIGHT)
            .setFeaturesCol(TrainingRows.VECTOR)
            .setMaxIter(5)
            .setMaxDepth(3)
            .setStepSize(0.3)
            .setMaxBins(16)
            .setMinInstancesPerNode(3)
            .setSeed(7)
            .fit(rows);
    rows.unpersist();
    assertEquals(5, trees.trees());
    assertEquals(FEATURES, trees.features());
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < 1000; i++) {
      float[] row = row(random);
      double expected = model.predict(Vectors.dense(vector(row)));
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
      rows.add(RowFactory.create(0.0, 1.0, Vectors.dense(1, 1, 1, 1)));
      rows.add(RowFactory.create(10.0, 3.0, Vectors.dense(1, 1, 1, 1)));
    }
    TreeEnsemble trees =
        new MllibLearner()
            .fit(spark().createDataFrame(rows, SCHEMA), new TreeParameters(1, 1, 1, 4, 1), 7);
    assertEquals(7.5, trees.predict(new float[] {1, 1, 1, 1}), 1e-12);
  }

  private Dataset<Row> rows(Random random, int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] row = row(random);
      double label = (Float.isNaN(row[0]) ? 5 : row[0]) + (row[1] > 2 ? 3 : 0) * row[3];
      rows.add(
          RowFactory.create(
              label + 0.1 * random.nextGaussian(),
              0.5 + random.nextDouble(),
              Vectors.dense(vector(row))));
    }
    return spark().createDataFrame(rows, SCHEMA).repartition(2).sortWithinPartitions("label");
  }

  /** A row with gaps. */
  private static float[] row(Random random) {
    float[] row = new float[FEATURES];
    for (int i = 0; i < FEATURES; i++) {
      row[i] = random.nextInt(8) == 0 && i < 2 ? Float.NaN : 4 * random.nextFloat();
    }
    return row;
  }

  private static double[] vector(float[] row) {
    double[] vector = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      vector[i] = Float.isNaN(row[i]) ? MllibLearner.MISSING : row[i];
    }
    return vector;
  }
}
