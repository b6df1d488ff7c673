package io.demandforecast.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Training rows with gaps, made up, for the engines to learn from. */
final class RandomRows {
  static final int FEATURES = 4;
  static final StructType SCHEMA =
      new StructType()
          .add(TrainingRows.LABEL, DataTypes.DoubleType, false)
          .add(TrainingRows.WEIGHT, DataTypes.DoubleType, false)
          .add(TrainingRows.FEATURES, DataTypes.createArrayType(DataTypes.FloatType, false), false);

  private RandomRows() {}

  static Dataset<Row> of(SparkSession spark, Random random, int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] row = row(random);
      double label = (Float.isNaN(row[0]) ? 5 : row[0]) + (row[1] > 2 ? 3 : 0) * row[3];
      rows.add(
          RowFactory.create(
              label + 0.1 * random.nextGaussian(), 0.5 + random.nextDouble(), filled(row)));
    }
    return spark.createDataFrame(rows, SCHEMA).repartition(2).sortWithinPartitions("label");
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
