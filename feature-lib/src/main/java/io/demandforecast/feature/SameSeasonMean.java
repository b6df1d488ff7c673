package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import java.util.List;

/**
 * Mean of the known values at the target's position in the most recent seasons.
 *
 * @param position what the text form calls the position: {@code same_season}, {@code same_weekday}
 * @param season periods of the season
 * @param seasons how many seasons
 */
record SameSeasonMean(String position, int season, int seasons) implements LeadFeature {

  @Override
  public String name() {
    return position + "_mean_" + seasons;
  }

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
    return true;
  }

  @Override
  public double at(SeriesView known, int lead) {
    return mean(known, lead, season, seasons);
  }

  static double mean(SeriesView known, int lead, int season, int seasons) {
    double sum = 0;
    int count = 0;
    int back = Cycle.back(season, lead);
    for (int i = 0; i < seasons; i++, back += season) {
      double value = known.value(back);
      if (!Double.isNaN(value)) {
        sum += value;
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }
}
