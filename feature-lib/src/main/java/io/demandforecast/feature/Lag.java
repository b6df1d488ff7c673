package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import java.util.List;

/**
 * The target some periods before the target period; missing for leads that reach further, whose lag
 * is not known at the origin.
 */
record Lag(int periods) implements LeadFeature {

  @Override
  public String name() {
    return "lag_" + periods;
  }

  @Override
  public List<String> inputs() {
    return Inputs.TARGET;
  }

  @Override
  public int history() {
    return periods;
  }

  @Override
  public boolean inUnits() {
    return true;
  }

  @Override
  public double at(SeriesView known, int lead) {
    return lead > periods ? Double.NaN : known.value(periods - lead);
  }
}
