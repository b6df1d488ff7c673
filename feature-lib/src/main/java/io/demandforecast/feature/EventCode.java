package io.demandforecast.feature;

import io.demandforecast.series.TargetView;
import java.util.List;

/**
 * Code of the event that falls on the target (on the origin where it is not known ahead); -1 for
 * none.
 */
record EventCode(CovariateReading covariate) implements TargetFeature {
  private static final double NONE = -1;

  @Override
  public String name() {
    return covariate.name() + "_code";
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
    float code = covariate.freshest(target);
    return Float.isNaN(code) ? NONE : code;
  }
}
