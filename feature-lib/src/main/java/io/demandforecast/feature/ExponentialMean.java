package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import java.util.List;

/** Exponentially weighted mean at the origin: level = rate * value + (1 - rate) * level. */
record ExponentialMean(double rate) implements OriginFeature {

  @Override
  public String name() {
    return "ewm_mean_" + DecimalText.of(rate);
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
    return true;
  }

  @Override
  public double at(SeriesView known) {
    return known.exponentialMean(rate);
  }
}
