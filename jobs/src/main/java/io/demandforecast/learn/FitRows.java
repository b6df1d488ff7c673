package io.demandforecast.learn;

import io.demandforecast.config.TrainingSettings.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The rows that one fit of one bucket of leads learns from, in partitions and an order that are
 * part of the model's record.
 */
public final class FitRows {
  /** Columns of {@link #dataset}. */
  static final String LABEL = "label";

  static final String WEIGHT = "weight";
  static final String FEATURES = "features";

  private static final StructType SCHEMA =
      new StructType()
          .add(LABEL, DataTypes.DoubleType, false)
          .add(WEIGHT, DataTypes.DoubleType, false)
          .add(FEATURES, SQLDataTypes.VectorType(), false);

  private final SparkSession spark;
  private final JavaRDD<FitBlock> blocks;
  private final int[] counts;

  FitRows(SparkSession spark, JavaRDD<FitBlock> blocks, int[] counts) {
    this.spark = spark;
    this.blocks = blocks;
    this.counts = counts.clone();
  }

  SparkSession spark() {
    return spark;
  }

  JavaRDD<FitBlock> blocks() {
    return blocks;
  }

  /** How many there are in each partition. */
  int[] counts() {
    return counts.clone();
  }

  /** How many there are. */
  public int count() {
    return Arrays.stream(counts).sum();
  }

  /**
   * A row each with label, weight and features, these a dense vector: the sparse ones of some
   * engines take zeros for missing values.
   */
  Dataset<Row> dataset(Target learns) {
    int label = learns.ordinal();
    return spark.createDataFrame(blocks.flatMap(block -> rows(block, label)), SCHEMA);
  }

  private static Iterator<Row> rows(FitBlock block, int label) {
    List<Row> rows = new ArrayList<>(block.rows());
    for (int row = 0; row < block.rows(); row++) {
      double[] features = new double[block.width()];
      for (int i = 0; i < features.length; i++) {
        features[i] = block.features()[row * features.length + i];
      }
      rows.add(
          RowFactory.create(
              block.labels()[label][row], block.weights()[row], Vectors.dense(features)));
    }
    return rows.iterator();
  }
}
