package io.demandforecast.feature;

import io.demandforecast.series.TargetView;
import java.util.List;

/** Periods from the origin to the target. */
record Lead() implements TargetFeature {

  @Override
  public String name() {
    return "lead";
  }

  @Override
  public List<String> inputs() {
    return Inputs.NONE;
  }

  @Override
  public int history() {
    return 0;
  }

  @Override
  public boolean inUnits() {
    return false;
  }

  @Override
  public double at(TargetView target) {
    return target.lead();
  }
}
