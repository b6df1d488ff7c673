package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import java.util.List;

/**
 * The value a year of whole weeks before the target; for leads past a year, of the last year that
 * is known.
 *
 * @param year periods of the year
 */
record YearAgo(int year) implements LeadFeature {

  @Override
  public String name() {
    return "year_ago";
  }

  @Override
  public List<String> inputs() {
    return Inputs.TARGET;
  }

  @Override
  public int history() {
    return year;
  }

  @Override
  public boolean inUnits() {
    return true;
  }

  @Override
  public double at(SeriesView known, int lead) {
    return known.value(Cycle.back(year, lead));
  }
}
