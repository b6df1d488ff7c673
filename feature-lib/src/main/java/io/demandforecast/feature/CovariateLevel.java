package io.demandforecast.feature;

import io.demandforecast.series.TargetView;
import java.util.List;

/** A covariate itself: at the target where it is known ahead, else at the origin. */
record CovariateLevel(CovariateReading covariate) implements TargetFeature {

  @Override
  public String name() {
    return "covariate_" + covariate.name();
  }

  @Override
  public List<String> inputs() {
    return List.of(covariate.name());
  }

  @Override
  public int history() {
    return covariate.knownAhead() ? 0 : 1;
  }

  @Override
  public boolean inUnits() {
    return false;
  }

  @Override
  public double at(TargetView target) {
    return covariate.freshest(target);
  }
}
