package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import java.util.List;

/**
 * The value at the target's position in the season, in one of the seasons known at the origin.
 *
 * @param position what the text form calls the position: {@code same_season}, {@code same_weekday}
 * @param season periods of the season
 * @param recency 0 for the most recent such period, 1 for the one before it, and so on
 */
record SameSeasonValue(String position, int season, int recency) implements LeadFeature {

  @Override
  public String name() {
    return position + "_value_" + recency;
  }

  @Override
  public List<String> inputs() {
    return Inputs.TARGET;
  }

  @Override
  public int history() {
    return season * (recency + 1);
  }

  @Override
  public boolean inUnits() {
    return true;
  }

  @Override
  public double at(SeriesView known, int lead) {
    return known.value(Cycle.back(season, lead) + season * recency);
  }
}
