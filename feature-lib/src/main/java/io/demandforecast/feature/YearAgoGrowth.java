package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import java.util.List;

/**
 * How demand went on from here a year ago: the mean around the target's place then over the mean of
 * the window that ended a year before the origin.
 *
 * @param name the text form
 * @param year periods of the year
 * @param window periods of either window
 */
record YearAgoGrowth(String name, int year, int window) implements LeadFeature {

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
    return false;
  }

  @Override
  public double at(SeriesView known, int lead) {
    return Ratio.of(YearAgoLevel.level(known, lead, year, window), known.mean(window, year));
  }
}
