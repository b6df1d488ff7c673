package io.demandforecast.feature;

import io.demandforecast.series.TargetView;
import java.util.List;

/** What a covariate has after the decimal point: a price ending. 0 to 1. */
record CovariateFraction(CovariateReading covariate) implements TargetFeature {

  @Override
  public String name() {
    return covariate.name() + "_fraction";
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
    float value = covariate.freshest(target);
    return value - StrictMath.floor(value);
  }
}
