package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import java.util.List;

/**
 * Mean at the target's position in the most recent seasons over the mean of those seasons: the
 * seasonal index of classical decomposition, free of units.
 *
 * @param name the text form
 * @param season periods of the season
 * @param seasons how many seasons
 */
record SeasonalRatio(String name, int season, int seasons) implements LeadFeature {

  @Override
  public List<String> inputs() {
    return Inputs.TARGET;
  }

  @Override
  public int history() {
    return season * seasons;
  }

  @Override
  public boolean inUnits() {
    return false;
  }

  @Override
  public double at(SeriesView known, int lead) {
    return Ratio.of(
        SameSeasonMean.mean(known, lead, season, seasons), known.mean(season * seasons));
  }
}
