package io.demandforecast.learn;

import java.io.Serializable;

/**
 * Some of the rows that one fit learns from, as plain arrays.
 *
 * @param periods target period of each row
 * @param labels by what is learned, then by row
 * @param weights of each row
 * @param features of one row after the other; {@link TrainingRows#MISSING} for a missing value
 * @param width features of a row
 */
@SuppressWarnings("ArrayRecordComponent") // Millions of numbers; never compared.
record FitBlock(int[] periods, double[][] labels, double[] weights, float[] features, int width)
    implements Serializable {

  /** Room for rows. */
  FitBlock(int rows, int labels, int width) {
    this(new int[rows], new double[labels][rows], new double[rows], new float[rows * width], width);
  }

  int rows() {
    return weights.length;
  }
}
