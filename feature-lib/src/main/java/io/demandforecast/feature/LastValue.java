package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import java.util.List;

/** The target some periods before the origin. */
record LastValue(int back) implements OriginFeature {

  @Override
  public String name() {
    return "last_value_" + back;
  }

  @Override
  public List<String> inputs() {
    return Inputs.TARGET;
  }

  @Override
  public int history() {
    return back + 1;
  }

  @Override
  public boolean inUnits() {
    return true;
  }

  @Override
  public double at(SeriesView known) {
    return known.value(back);
  }
}
