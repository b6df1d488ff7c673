package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import java.util.List;

/**
 * Periods since the last value above zero, 0 where that is the origin; the length of the history
 * where there was none.
 *
 * @param name the text form, which names the kind of period
 */
record SinceSale(String name) implements OriginFeature {

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
    return known.sinceDemand();
  }
}
