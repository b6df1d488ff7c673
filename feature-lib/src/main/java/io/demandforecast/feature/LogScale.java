package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import java.util.List;

/** Natural logarithm of the scale that the features in units were divided by. */
record LogScale() implements OriginFeature {

  @Override
  public String name() {
    return "log_scale";
  }

  @Override
  public List<String> inputs() {
    return Inputs.TARGET;
  }

  @Override
  public int history() {
    return ALL_HISTORY;
  }

  @Override
  public boolean inUnits() {
    return false;
  }

  @Override
  public double at(SeriesView known) {
    return StrictMath.log(SeriesScale.of(known));
  }
}
