package io.demandforecast.forecast;

/**
 * Refuses arrays that are no trees. Both children of a split stand after it and inside its tree, so
 * that every walk ends at a leaf.
 */
final class TreeEnsembleCheck {
  private final TreeEnsemble ensemble;

  TreeEnsembleCheck(TreeEnsemble ensemble) {
    this.ensemble = ensemble;
  }

  void run() {
    require(!Float.isNaN(ensemble.missing()), "the number for missing values is not a number");
    require(Double.isFinite(ensemble.base()), "the base is not finite");
    require(
        ensemble.weights().length == ensemble.trees(), "trees and tree weights differ in number");
    require(
        ensemble.number().length == ensemble.nodes() && ensemble.right().length == ensemble.nodes(),
        "arrays of nodes differ in length");
    require(
        ensemble.mean().length == 0 || ensemble.mean().length == ensemble.nodes(),
        "nodes and their means differ in number");
    for (double mean : ensemble.mean()) {
      require(Double.isFinite(mean), "the mean of a node is not finite");
    }
    for (double gain : ensemble.gains()) {
      require(Double.isFinite(gain) && gain >= 0, "a gain is negative or not finite: " + gain);
    }
    require(ensemble.trees() > 0 || ensemble.nodes() == 0, "there are nodes outside any tree");
    for (int tree = 0; tree < ensemble.trees(); tree++) {
      tree(tree);
    }
  }

  private void tree(int tree) {
    int[] roots = ensemble.roots();
    int start = roots[tree];
    int end = tree + 1 < roots.length ? roots[tree + 1] : ensemble.nodes();
    require(
        Double.isFinite(ensemble.weights()[tree]), "the weight of tree " + tree + " is not finite");
    require(
        (tree > 0 || start == 0) && start >= 0 && start < end && end <= ensemble.nodes(),
        "tree " + tree + " does not begin where the one before it ends");
    for (int node = start; node < end; node++) {
      node(node, end);
    }
  }

  private void node(int node, int end) {
    int feature = ensemble.feature()[node];
    double number = ensemble.number()[node];
    if (feature == TreeEnsemble.LEAF) {
      require(Double.isFinite(number), "the leaf at node " + node + " is not finite");
      return;
    }
    require(
        feature >= 0 && feature < ensemble.features(),
        "node " + node + " splits on feature " + feature + " of " + ensemble.features());
    require(!Double.isNaN(number), "the threshold of node " + node + " is not a number");
    int right = ensemble.right()[node];
    require(
        right > node + 1 && right < end,
        "the right child of node " + node + " is at " + right + ", outside its tree");
  }

  private static void require(boolean fulfilled, String problem) {
    if (!fulfilled) {
      throw new IllegalArgumentException("tree ensemble: " + problem);
    }
  }
}
