package io.demandforecast.job;

import io.demandforecast.config.TrainingSettings.TreeParameters;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Parameters of trees as the registry keeps them. */
final class ParametersJson {
  private ParametersJson() {}

  /** One object for each of the trees in a model. */
  static String of(List<TreeParameters> ofTrees) {
    return ofTrees.stream().map(ParametersJson::of).collect(Collectors.joining(",", "[", "]"));
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
