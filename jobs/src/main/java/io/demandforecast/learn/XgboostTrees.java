package io.demandforecast.learn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.demandforecast.forecast.TreeEnsemble;
import io.demandforecast.forecast.TreeEnsembleBuilder;
import java.io.IOException;

/**
 * Reads XGBoost's JSON model (its documented schema, version 3) into the trees of this system.
 *
 * <p>XGBoost sends a row left where {@code value < condition}, both floats. Here it goes left where
 * {@code value <= threshold}: the threshold is the greatest float below the condition.
 */
final class XgboostTrees {
  private XgboostTrees() {}

  /**
   * @param json the model as XGBoost writes it
   * @param missing what stood for missing values in training
   */
  static TreeEnsemble of(byte[] json, float missing) {
    JsonNode learner = parse(json).path("learner");
    JsonNode parameters = learner.path("learner_model_param");
    TreeEnsembleBuilder builder =
        new TreeEnsembleBuilder(
            Integer.parseInt(parameters.path("num_feature").asText()),
            missing,
            baseScore(parameters.path("base_score").asText()));
    for (JsonNode tree : learner.path("gradient_booster").path("model").path("trees")) {
      builder.tree(1);
      add(tree, 0, builder);
    }
    return builder.build();
  }

  /** A number, in brackets since XGBoost 3.1. */
  private static double baseScore(String text) {
    return Float.parseFloat(text.replace("[", "").replace("]", ""));
  }

  /** Adds a node and what hangs on it, in preorder. */
  private static void add(JsonNode tree, int node, TreeEnsembleBuilder builder) {
    int left = tree.path("left_children").path(node).asInt();
    float condition = (float) tree.path("split_conditions").path(node).asDouble();
    if (left < 0) {
      builder.leaf(condition, tree.path("sum_hessian").path(node).asDouble());
      return;
    }
    builder.split(
        tree.path("split_indices").path(node).asInt(),
        Math.nextDown(condition),
        tree.path("loss_changes").path(node).asDouble());
    add(tree, left, builder);
    add(tree, tree.path("right_children").path(node).asInt(), builder);
  }

  private static JsonNode parse(byte[] json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException("XGBoost wrote a model that is no JSON", e);
    }
  }
}
