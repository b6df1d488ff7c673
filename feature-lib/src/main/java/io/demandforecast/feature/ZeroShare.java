package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import java.util.List;

/** Share of zeros among the known values of a window that ends with the origin. */
record ZeroShare(int window) implements OriginFeature {

  @Override
  public String name() {
    return "zero_share_" + window;
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
    return false;
  }

  @Override
  public double at(SeriesView known) {
    return known.zeroShare(window);
  }
}
