package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import java.util.List;

/** Greatest known value of a window that ends with the origin. */
record RollingMaximum(int window) implements OriginFeature {

  @Override
  public String name() {
    return "rolling_max_" + window;
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
    return known.maximum(window);
  }
}
