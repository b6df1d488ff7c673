package io.demandforecast.job;

import io.demandforecast.config.TrainingSettings.TreeParameters;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parameters of trees as the registry keeps them. */
final class ParametersJson {
  private static final Pattern ANY_TREES = Pattern.compile("\"trees\":[0-9]+,");

  private ParametersJson() {}

  /** One object for each of the trees in a model. */
  static String of(List<TreeParameters> ofTrees) {
    return ofTrees.stream().map(ParametersJson::of).collect(Collectors.joining(",", "[", "]"));
  }

  /**
   * Whether parameters are among those of a model.
   *
   * @param stored objects of a registered model
   * @param stopping whether the number of trees is chosen anew by every training: it then says
   *     nothing
   */
  static boolean names(String stored, TreeParameters p, boolean stopping) {
    return stopping
        ? ANY_TREES.matcher(stored).replaceAll("").contains(ANY_TREES.matcher(of(p)).replaceAll(""))
        : stored.contains(of(p));
  }

  static String of(TreeParameters p) {
    return "{\"target\":\"%s\",\"trees\":%d,\"depth\":%d,\"step\":%s,\"bins\":%d,\"min_rows\":%d,\"feature_share\":%s}"
        .formatted(
            p.target().name().toLowerCase(Locale.ROOT),
            p.trees(),
            p.depth(),
            p.step(),
            p.bins(),
            p.minRows(),
            p.featureShare());
  }
}
