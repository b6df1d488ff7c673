package io.demandforecast.forecast;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Regression trees in flat arrays, whichever engine grew them: {@code base} plus the weighted sum
 * of one leaf a tree. Trees are added in their order, one after the other, so that the same row
 * gives the same bits on every machine.
 *
 * <p>Nodes stand in preorder: the left child of a split is the node after it. A row goes left where
 * {@code (double) value <= threshold}; a missing value (NaN) is first replaced by the number that
 * stood for missing in training. Made by a {@link TreeEnsembleBuilder} or from {@link #fromBytes}.
 */
public final class TreeEnsemble implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Stands in {@link #feature} where the node is a leaf. */
  static final int LEAF = -1;

  private final float missing;
  private final double base;
  private final double[] weights;

  /** First node of each tree; a tree ends where the next begins. */
  private final int[] roots;

  private final int[] feature;

  /** Threshold of a split, value of a leaf. */
  private final double[] number;

  /** Right child of a split; 0 for a leaf. */
  private final int[] right;

  private final double[] gains;

  /** Mean of the leaves that rows of training fell in below a node; empty: not kept. */
  private final double[] mean;

  /** The arrays are taken over, not copied. */
  TreeEnsemble(
      float missing,
      double base,
      double[] weights,
      int[] roots,
      int[] feature,
      double[] number,
      int[] right,
      double[] gains,
      double[] mean) {
    this.missing = missing;
    this.base = base;
    this.weights = weights;
    this.roots = roots;
    this.feature = feature;
    this.number = number;
    this.right = right;
    this.gains = gains;
    this.mean = mean;
    new TreeEnsembleCheck(this).run();
  }

  /**
   * The prediction for a row.
   *
   * @param row one number a feature, NaN where missing; not changed
   * @throws IllegalArgumentException where the row has not {@link #features()} numbers
   */
  public double predict(float[] row) {
    requireFeatures(row);
    double sum = base;
    for (int tree = 0; tree < roots.length; tree++) {
      sum += weights[tree] * leaf(roots[tree], row);
    }
    return sum;
  }

  /**
   * The predictions of the first tree, the first two, and so on: the last is {@link #predict}'s, to
   * the bit.
   *
   * @param row one number a feature, NaN where missing; not changed
   * @param predictions filled; past the last tree with the prediction of all
   */
  public void predictEach(float[] row, double[] predictions) {
    requireFeatures(row);
    double sum = base;
    for (int tree = 0; tree < predictions.length; tree++) {
      if (tree < roots.length) {
        sum += weights[tree] * leaf(roots[tree], row);
      }
      predictions[tree] = sum;
    }
  }

  /**
   * The first trees alone; all where there are no more. Gains stay those of all trees.
   *
   * @param count at least 0
   */
  public TreeEnsemble first(int count) {
    if (count >= roots.length) {
      return this;
    }
    int nodes = roots[count];
    return new TreeEnsemble(
        missing,
        base,
        Arrays.copyOf(weights, count),
        Arrays.copyOf(roots, count),
        Arrays.copyOf(feature, nodes),
        Arrays.copyOf(number, nodes),
        Arrays.copyOf(right, nodes),
        gains.clone(),
        Arrays.copyOf(mean, explains() ? nodes : 0));
  }

  /**
   * Whether {@link #contributions} can be told: trees that were stored before means of nodes were
   * kept cannot say.
   */
  public boolean explains() {
    return mean.length == feature.length;
  }

  /**
   * How the prediction for a row comes about: along its path through each tree, every split moves
   * the mean of the rows that got so far, and the move is the contribution of the split's feature
   * (Saabas 2014, "Interpreting random forests"). {@link #expected()} and all contributions add up
   * to {@link #predict}, but for rounding.
   *
   * @param row one number a feature, NaN where missing; not changed
   * @return one number a feature
   * @throws IllegalStateException where means of nodes were not kept
   */
  public double[] contributions(float[] row) {
    requireFeatures(row);
    requireMeans();
    double[] contributions = new double[gains.length];
    for (int tree = 0; tree < roots.length; tree++) {
      int node = roots[tree];
      while (feature[node] != LEAF) {
        int next = next(node, row);
        contributions[feature[node]] += weights[tree] * (mean[next] - mean[node]);
        node = next;
      }
    }
    return contributions;
  }

  /**
   * The mean prediction for the rows of training.
   *
   * @throws IllegalStateException where means of nodes were not kept
   */
  public double expected() {
    requireMeans();
    double sum = base;
    for (int tree = 0; tree < roots.length; tree++) {
      sum += weights[tree] * mean[roots[tree]];
    }
    return sum;
  }

  private void requireMeans() {
    if (!explains()) {
      throw new IllegalStateException("tree ensemble: it was stored without means of nodes");
    }
  }

  private void requireFeatures(float[] row) {
    if (row.length != gains.length) {
      throw new IllegalArgumentException(
          "a row of " + row.length + " numbers for trees of " + gains.length + " features");
    }
  }

  private double leaf(int root, float[] row) {
    int node = root;
    while (feature[node] != LEAF) {
      node = next(node, row);
    }
    return number[node];
  }

  private int next(int split, float[] row) {
    float value = row[feature[split]];
    double compared = Float.isNaN(value) ? missing : value;
    return compared <= number[split] ? split + 1 : right[split];
  }

  /** Numbers in a row. */
  public int features() {
    return gains.length;
  }

  public int trees() {
    return roots.length;
  }

  public int nodes() {
    return feature.length;
  }

  /** What a missing value is replaced by. */
  public float missing() {
    return missing;
  }

  /** The prediction of no tree at all. */
  public double base() {
    return base;
  }

  /** By feature: the gain of all its splits, in the unit of the engine that grew the trees. */
  public double[] gains() {
    return gains.clone();
  }

  /** {@link #gains()} as shares of their total: they add up to 1, or are all 0 without a gain. */
  public double[] importances() {
    double total = Arrays.stream(gains).sum();
    return Arrays.stream(gains).map(gain -> total > 0 ? gain / total : 0).toArray();
  }

  /** The ensemble in a versioned form that {@link #fromBytes} reads back to the bit. */
  public byte[] toBytes() {
    return TreeEnsembleFormat.write(this);
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException for anything else; the message says what is wrong with it
   */
  public static TreeEnsemble fromBytes(byte[] bytes) {
    return TreeEnsembleFormat.read(bytes);
  }

  double[] weights() {
    return weights;
  }

  int[] roots() {
    return roots;
  }

  int[] feature() {
    return feature;
  }

  double[] number() {
    return number;
  }

  int[] right() {
    return right;
  }

  double[] mean() {
    return mean;
  }
}
