package io.demandforecast.learn;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The rows of a partition as arrays: label, weight, and the features of one row after the other.
 */
final class XgboostBlock {
  private static final int FIRST_ROWS = 1024;
  private final int partition;
  private int rows;
  private int width;
  private float[] labels = new float[FIRST_ROWS];
  private float[] weights = new float[FIRST_ROWS];
  private float[] features = new float[0];

  private XgboostBlock(int partition) {
    this.partition = partition;
  }

  /** Takes rows of label, weight and features, as {@link TrainingRows#ofFit} selects them. */
  static Iterator<XgboostBlock> of(int partition, Iterator<InternalRow> rows) {
    XgboostBlock block = new XgboostBlock(partition);
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      block.add((float) row.getDouble(0), (float) row.getDouble(1), row.getArray(2).toFloatArray());
    }
    return List.of(block).iterator();
  }

  /** The rows of all blocks, one after the other. */
  static XgboostBlock joined(List<XgboostBlock> blocks) {
    XgboostBlock joined = new XgboostBlock(0);
    joined.rows = blocks.stream().mapToInt(block -> block.rows).sum();
    joined.labels = new float[joined.rows];
    joined.weights = new float[joined.rows];
    joined.features = new float[blocks.stream().mapToInt(XgboostBlock::values).sum()];
    int row = 0;
    int value = 0;
    for (XgboostBlock block : blocks) {
      System.arraycopy(block.labels, 0, joined.labels, row, block.rows);
      System.arraycopy(block.weights, 0, joined.weights, row, block.rows);
      System.arraycopy(block.features, 0, joined.features, value, block.values());
      row += block.rows;
      value += block.values();
    }
    return joined;
  }

  int partition() {
    return partition;
  }

  /** The rows for XGBoost, which keeps them outside the Java heap. */
  DMatrix matrix() throws XGBoostError {
    DMatrix matrix = new DMatrix(features, rows, features.length / rows, Float.NaN);
    matrix.setLabel(labels);
    matrix.setWeight(weights);
    return matrix;
  }

  private int values() {
    return rows * width;
  }

  private void add(float label, float weight, float[] row) {
    width = row.length;
    if (rows == labels.length) {
      labels = Arrays.copyOf(labels, 2 * rows);
      weights = Arrays.copyOf(weights, 2 * rows);
    }
    if (features.length < labels.length * width) {
      features = Arrays.copyOf(features, labels.length * width);
    }
    labels[rows] = label;
    weights[rows] = weight;
    System.arraycopy(row, 0, features, rows * width, width);
    rows++;
  }
}
