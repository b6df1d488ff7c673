package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import java.util.List;

/**
 * Mean of a window around the target's place a year ago.
 *
 * @param year periods of the year
 * @param window periods of the window, half of them after the target's place
 */
record YearAgoLevel(int year, int window) implements LeadFeature {

  @Override
  public String name() {
    return "year_ago_rolling_mean_" + window;
  }

  @Override
  public List<String> inputs() {
    return Inputs.TARGET;
  }

  @Override
  public int history() {
    return year + window;
  }

  @Override
  public boolean inUnits() {
    return true;
  }

  @Override
  public double at(SeriesView known, int lead) {
    return level(known, lead, year, window);
  }

  static double level(SeriesView known, int lead, int year, int window) {
    return known.mean(window, Math.max(0, Cycle.back(year, lead) - window / 2));
  }
}
