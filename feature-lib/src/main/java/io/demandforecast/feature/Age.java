package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import java.util.List;

/** Periods from the series' first demand to the origin; missing before it. */
record Age() implements OriginFeature {

  @Override
  public String name() {
    return "age";
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
    int age = known.sinceFirstDemand();
    return age < 0 ? Double.NaN : age;
  }
}
