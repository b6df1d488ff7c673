package io.demandforecast.learn;

import java.io.Serializable;

/**
 * Rows of training as plain arrays, a block of at most {@value #ROWS} at a time: an object a row
 * would take several times the memory, and time to make and to read.
 */
final class RowBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  /** So few that a block's features are no large object to the garbage collector. */
  private static final int ROWS = 2048;

  private final int width;
  private int rows;
  private final int[] periods = new int[ROWS];
  private final int[] buckets = new int[ROWS];
  private final double[] draws = new double[ROWS];

  /** By what is learned. */
  private final double[][] labels;

  /** By fit. */
  private final double[][] weights;

  /** One row after the other. */
  private final float[] features;

  /**
   * @param labels labels a row has, one for each thing that trees may learn
   * @param fits weights a row has, one for each fit
   * @param width features of a row
   */
  RowBlock(int labels, int fits, int width) {
    this.width = width;
    this.labels = new double[labels][ROWS];
    this.weights = new double[fits][ROWS];
    this.features = new float[ROWS * width];
  }

  boolean isFull() {
    return rows == ROWS;
  }

  /**
   * Adds a row.
   *
   * @param period target period
   * @param bucket bucket of the lead
   * @param draw number in [0, 1) that decides which fits take the row
   */
  void add(int period, int bucket, double draw, double[] label, double[] weight, float[] row) {
    periods[rows] = period;
    buckets[rows] = bucket;
    draws[rows] = draw;
    for (int i = 0; i < label.length; i++) {
      labels[i][rows] = label[i];
    }
    for (int i = 0; i < weight.length; i++) {
      weights[i][rows] = weight[i];
    }
    System.arraycopy(row, 0, features, rows * width, width);
    rows++;
  }

  /** Says which rows a fit takes. */
  @FunctionalInterface
  interface Selection extends Serializable {
    boolean takes(int period, int bucket, double draw);
  }

  int count(Selection selection) {
    int count = 0;
    for (int row = 0; row < rows; row++) {
      count += selection.takes(periods[row], buckets[row], draws[row]) ? 1 : 0;
    }
    return count;
  }

  /** What a fit learns from. */
  FitBlock of(int fit, Selection selection) {
    FitBlock block = new FitBlock(count(selection), labels.length, width);
    int at = 0;
    for (int row = 0; row < rows; row++) {
      if (selection.takes(periods[row], buckets[row], draws[row])) {
        block.periods()[at] = periods[row];
        block.weights()[at] = weights[fit][row];
        for (int i = 0; i < labels.length; i++) {
          block.labels()[i][at] = labels[i][row];
        }
        System.arraycopy(features, row * width, block.features(), at * width, width);
        at++;
      }
    }
    return block;
  }
}
