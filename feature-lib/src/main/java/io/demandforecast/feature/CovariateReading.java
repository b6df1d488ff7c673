package io.demandforecast.feature;

import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.TargetView;
import java.io.Serializable;

/**
 * Where a feature finds a covariate, and its freshest value: that of the target where the covariate
 * is known ahead, else that of the origin.
 */
record CovariateReading(String name, int index, boolean knownAhead) implements Serializable {

  /**
   * @throws IllegalArgumentException where there is no covariate of that name
   */
  static CovariateReading of(String name, PanelLayout layout) {
    int index = layout.covariate(name);
    return new CovariateReading(name, index, layout.covariates().get(index).knownAhead());
  }

  float freshest(TargetView target) {
    return freshest(target, 0);
  }

  /** The value some periods before the freshest. */
  float freshest(TargetView target, int back) {
    return knownAhead ? target.covariate(index, -back) : target.known().covariate(index, back);
  }

  float atOrigin(TargetView target, int back) {
    return target.known().covariate(index, back);
  }

  double mean(TargetView target, int window) {
    return target.known().covariateMean(index, window);
  }

  /**
   * @throws IllegalArgumentException where the covariate is not known ahead
   */
  CovariateReading requireKnownAhead() {
    if (!knownAhead) {
      throw new IllegalArgumentException(
          "covariate '"
              + name
              + "' is not declared as known ahead, so its values after the origin"
              + " cannot be used");
    }
    return this;
  }
}
