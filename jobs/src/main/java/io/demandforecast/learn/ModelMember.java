package io.demandforecast.learn;

import io.demandforecast.config.TrainingSettings.Target;
import io.demandforecast.forecast.TreeEnsemble;
import java.util.List;
import java.util.Optional;

/**
 * A part of a model: boosted trees, or a forecaster that learns nothing.
 *
 * @param name of the candidate; for one that learns nothing its text form
 * @param weight share in the forecast, above 0 and 1 at most
 * @param learns what the trees learnt; empty for one that learns nothing
 * @param ensembles trees, one a bucket of leads; none for one that learns nothing
 */
public record ModelMember(
    String name, double weight, Optional<Target> learns, List<TreeEnsemble> ensembles) {

  /**
   * @throws IllegalArgumentException for trees that do not say what they learnt, and the other way
   *     round
   */
  public ModelMember {
    ensembles = List.copyOf(ensembles);
    if (learns.isPresent() == ensembles.isEmpty()) {
      throw new IllegalArgumentException("'" + name + "' is neither trees nor none");
    }
  }

  public boolean hasTrees() {
    return learns.isPresent();
  }
}
