package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import java.util.List;

/** Mean of the known values of a window that ends with the origin. */
record RollingMean(int window) implements OriginFeature {

  @Override
  public String name() {
    return "rolling_mean_" + window;
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
    return known.mean(window);
  }
}
