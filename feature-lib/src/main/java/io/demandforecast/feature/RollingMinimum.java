package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import java.util.List;

/** Least known value of a window that ends with the origin. */
record RollingMinimum(int window) implements OriginFeature {

  @Override
  public String name() {
    return "rolling_min_" + window;
  }

  @Override
  public List<String> inputs() {
    return Inputs.TARGET;
  }

  @Override
  public int history() {
    return window;
  }

  @Override
  public boolean inUnits() {
    return true;
  }

  @Override
  public double at(SeriesView known) {
    return known.minimum(window);
  }
}
