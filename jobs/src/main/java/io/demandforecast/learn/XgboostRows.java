package io.demandforecast.learn;

import java.util.Iterator;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import scala.Tuple2;

/** All rows of a fit in one place, those of a partition after those of the one before. */
final class XgboostRows {
  private final float[][] labels;
  private final float[] weights;
  private float[] features;

  private XgboostRows(int labels, int rows, int width) {
    this.labels = new float[labels][rows];
    this.weights = new float[rows];
    this.features = new float[rows * width];
  }

  /**
   * Gathers blocks, the partitions of which arrive in any order.
   *
   * @param arrived partition and block, in the partition's order; at least one
   * @param counts rows of each partition
   */
  static XgboostRows of(Iterator<Tuple2<Integer, FitBlock>> arrived, int[] counts) {
    int[] next = new int[counts.length];
    int all = counts[0];
    for (int partition = 1; partition < counts.length; partition++) {
      next[partition] = all;
      all += counts[partition];
    }
    XgboostRows rows = null;
    while (arrived.hasNext()) {
      Tuple2<Integer, FitBlock> one = arrived.next();
      FitBlock block = one._2();
      if (rows == null) {
        rows = new XgboostRows(block.labels().length, all, block.width());
      }
      rows.put(block, next[one._1()]);
      next[one._1()] += block.rows();
    }
    return rows;
  }

  /** The features and weights for XGBoost, which keeps them outside the Java heap: here they go. */
  DMatrix matrix() throws XGBoostError {
    DMatrix matrix =
        new DMatrix(features, weights.length, features.length / weights.length, Float.NaN);
    features = new float[0];
    matrix.setWeight(weights);
    return matrix;
  }

  float[] label(int position) {
    return labels[position];
  }

  private void put(FitBlock block, int at) {
    for (int row = 0; row < block.rows(); row++) {
      weights[at + row] = (float) block.weights()[row];
      for (int i = 0; i < labels.length; i++) {
        labels[i][at + row] = (float) block.labels()[i][row];
      }
    }
    System.arraycopy(block.features(), 0, features, at * block.width(), block.features().length);
  }
}
