package io.demandforecast.learn;

import io.demandforecast.config.TrainingSettings.TreeParameters;
import io.demandforecast.forecast.TreeEnsemble;
import io.demandforecast.forecast.TreeEnsembleBuilder;
import java.util.List;
import org.apache.spark.ml.regression.DecisionTreeRegressionModel;
import org.apache.spark.ml.regression.GBTRegressionModel;
import org.apache.spark.ml.regression.GBTRegressor;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.LeafNode;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Spark MLlib's gradient-boosted trees (Friedman 2001), squared loss. */
public final class MllibLearner implements Learner {
  static final String ENGINE = "mllib";

  /** Two at a time: one fit alone leaves the cores idle between its many small jobs. */
  private static final int PARALLEL = 2;

  /** Enough that one pass over the rows serves a whole level of a tree. */
  private static final int MEMORY_MB = 1024;

  @Override
  public String engine() {
    return ENGINE;
  }

  @Override
  public int parallelFits() {
    return PARALLEL;
  }

  @Override
  public List<TreeEnsemble> fit(FitRows rows, List<TreeParameters> parameters, long seed) {
    return parameters.stream().map(one -> fit(rows.dataset(one.target()), one, seed)).toList();
  }

  private static TreeEnsemble fit(Dataset<Row> rows, TreeParameters parameters, long seed) {
    GBTRegressionModel model =
        new GBTRegressor()
            .setLabelCol(FitRows.LABEL)
            .setWeightCol(FitRows.WEIGHT)
            .setFeaturesCol(FitRows.FEATURES)
            .setMaxIter(parameters.trees())
            .setMaxDepth(parameters.depth())
            .setStepSize(parameters.step())
            .setMaxBins(parameters.bins())
            .setMinInstancesPerNode(parameters.minRows())
            .setMaxMemoryInMB(MEMORY_MB)
            .setFeatureSubsetStrategy(featureShare(parameters))
            .setCheckpointInterval(-1)
            .setSeed(seed)
            .fit(rows);
    TreeEnsembleBuilder builder =
        new TreeEnsembleBuilder(model.numFeatures(), TrainingRows.MISSING, 0);
    double[] weights = model.treeWeights();
    DecisionTreeRegressionModel[] trees = model.trees();
    for (int i = 0; i < trees.length; i++) {
      builder.tree(weights[i]);
      add(trees[i].rootNode(), builder);
    }
    return builder.build();
  }

  private static String featureShare(TreeParameters parameters) {
    return parameters.featureShare() < 1 ? String.valueOf(parameters.featureShare()) : "all";
  }

  /** Adds nodes in preorder. */
  private static void add(Node node, TreeEnsembleBuilder builder) {
    if (node instanceof InternalNode split) {
      ContinuousSplit at = (ContinuousSplit) split.split();
      builder.split(
          at.featureIndex(), at.threshold(), split.gain() * split.impurityStats().count());
      add(split.leftChild(), builder);
      add(split.rightChild(), builder);
    } else {
      builder.leaf(((LeafNode) node).prediction(), node.impurityStats().count());
    }
  }
}
