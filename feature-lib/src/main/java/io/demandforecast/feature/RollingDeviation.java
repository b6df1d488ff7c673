package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import java.util.List;

/** Standard deviation (population) of the known values of a window that ends with the origin. */
record RollingDeviation(int window) implements OriginFeature {

  @Override
  public String name() {
    return "rolling_deviation_" + window;
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
    return known.deviation(window);
  }
}
