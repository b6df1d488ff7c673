package io.demandforecast.forecast;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Takes trees node by node in preorder: a split, then its whole left branch, then its whole right
 * branch. So a recursive walk over any engine's trees writes them down.
 */
public final class TreeEnsembleBuilder {
  private final float missing;
  private final double base;
  private final double[] gains;
  private final List<Double> weights = new ArrayList<>();
  private final List<Integer> roots = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();

  /** Splits that still wait for their right branch, the innermost first. */
  private final Deque<Node> open = new ArrayDeque<>();

  /** Whether the tree begun last has all its leaves. */
  private boolean complete = true;

  private static final class Node {
    private final int feature;
    private final double number;

    /** Weight of the rows of training in it: of a leaf given, of a split added up. */
    private double cover;

    private int right;

    Node(int feature, double number, double cover) {
      this.feature = feature;
      this.number = number;
      this.cover = cover;
    }
  }

  /**
   * @param features numbers in a row
   * @param missing what stood for missing values in training
   * @param base the prediction of no tree at all
   */
  public TreeEnsembleBuilder(int features, float missing, double base) {
    if (features < 0) {
      throw new IllegalArgumentException("tree ensemble: " + features + " features");
    }
    this.missing = missing;
    this.base = base;
    this.gains = new double[features];
  }

  /**
   * Begins a tree.
   *
   * @param weight its leaf counts that much
   * @throws IllegalStateException where the tree before it lacks a branch
   */
  public TreeEnsembleBuilder tree(double weight) {
    requireComplete();
    weights.add(weight);
    roots.add(nodes.size());
    complete = false;
    return this;
  }

  /**
   * A node that sends a row left where {@code (double) value <= threshold}.
   *
   * @param feature position of the value in the row
   * @param gain what the split improved, at least 0, in any unit that is the same for all
   * @throws IllegalStateException where the tree is complete already
   */
  public TreeEnsembleBuilder split(int feature, double threshold, double gain) {
    if (feature < 0 || feature >= gains.length) {
      throw new IllegalArgumentException(
          "tree ensemble: a split on feature " + feature + " of " + gains.length);
    }
    open.push(add(new Node(feature, threshold, 0)));
    gains[feature] += gain;
    return this;
  }

  /**
   * A leaf.
   *
   * @param cover weight of the rows of training that fell in it, at least 0
   * @throws IllegalStateException where the tree is complete already
   */
  public TreeEnsembleBuilder leaf(double value, double cover) {
    add(new Node(TreeEnsemble.LEAF, value, cover));
    if (open.isEmpty()) {
      complete = true;
    } else {
      open.pop().right = nodes.size();
    }
    return this;
  }

  private Node add(Node node) {
    if (complete) {
      throw new IllegalStateException("tree ensemble: a node after a tree's last leaf");
    }
    nodes.add(node);
    return node;
  }

  /**
   * The trees taken.
   *
   * @throws IllegalStateException where the last tree lacks a branch
   * @throws IllegalArgumentException where a number is not finite
   */
  public TreeEnsemble build() {
    requireComplete();
    return new TreeEnsemble(
        missing,
        base,
        weights.stream().mapToDouble(Double::doubleValue).toArray(),
        roots.stream().mapToInt(Integer::intValue).toArray(),
        nodes.stream().mapToInt(node -> node.feature).toArray(),
        nodes.stream().mapToDouble(node -> node.number).toArray(),
        nodes.stream().mapToInt(node -> node.right).toArray(),
        gains.clone(),
        means());
  }

  /** By node: the mean of the leaves below it, by their cover. Children stand after their split. */
  private double[] means() {
    double[] means = new double[nodes.size()];
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (node.feature == TreeEnsemble.LEAF) {
        means[i] = node.number;
      } else {
        Node left = nodes.get(i + 1);
        Node right = nodes.get(node.right);
        node.cover = left.cover + right.cover;
        double ofLeft = node.cover > 0 ? left.cover / node.cover : 0.5;
        means[i] = ofLeft * means[i + 1] + (1 - ofLeft) * means[node.right];
      }
    }
    return means;
  }

  private void requireComplete() {
    if (!complete) {
      throw new IllegalStateException("tree ensemble: the last tree lacks a branch");
    }
  }
}
