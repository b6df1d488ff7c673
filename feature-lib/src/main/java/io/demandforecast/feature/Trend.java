package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import java.util.List;

/** Least squares slope of a window that ends with the origin, in units a period. */
record Trend(int window) implements OriginFeature {

  Trend {
    if (window < 2) {
      throw new IllegalArgumentException("a slope needs a window of at least 2 periods");
    }
  }

  @Override
  public String name() {
    return "trend_" + window;
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
    return known.slope(window);
  }
}
