package io.demandforecast.learn;

import io.demandforecast.config.TrainingSettings.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.SparkSession;

/** Training rows with gaps, made up, for the engines to learn from. */
final class RandomRows {
  static final int FEATURES = 4;

  private RandomRows() {}

  static FitRows of(SparkSession spark, Random random, int count) {
    List<FitBlock> blocks = new ArrayList<>();
    for (int partition = 0; partition < 2; partition++) {
      FitBlock block = new FitBlock(count / 2, Target.values().length, FEATURES);
      for (int i = 0; i < block.rows(); i++) {
        float[] row = row(random);
        double label = (Float.isNaN(row[0]) ? 5 : row[0]) + (row[1] > 2 ? 3 : 0) * row[3];
        put(block, i, label + 0.1 * random.nextGaussian(), 0.5 + random.nextDouble(), filled(row));
      }
      blocks.add(block);
    }
    return of(spark, blocks);
  }

  /** Rows of a partition a block. */
  static FitRows of(SparkSession spark, List<FitBlock> blocks) {
    return new FitRows(
        spark,
        JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(blocks, blocks.size()),
        blocks.stream().mapToInt(FitBlock::rows).toArray());
  }

  /** Puts a row with the same label whatever is learned. */
  static void put(FitBlock block, int at, double label, double weight, float[] features) {
    for (double[] labels : block.labels()) {
      labels[at] = label;
    }
    block.weights()[at] = weight;
    System.arraycopy(features, 0, block.features(), at * FEATURES, FEATURES);
  }

  /** A row with gaps. */
  static float[] row(Random random) {
    float[] row = new float[FEATURES];
    for (int i = 0; i < FEATURES; i++) {
      row[i] = random.nextInt(8) == 0 && i < 2 ? Float.NaN : 4 * random.nextFloat();
    }
    return row;
  }

  /** The row as engines get it. */
  static float[] filled(float[] row) {
    float[] filled = row.clone();
    for (int i = 0; i < row.length; i++) {
      filled[i] = Float.isNaN(row[i]) ? TrainingRows.MISSING : row[i];
    }
    return filled;
  }

  static Vector vector(float[] row) {
    float[] filled = filled(row);
    double[] vector = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      vector[i] = filled[i];
    }
    return Vectors.dense(vector);
  }
}
