package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import java.util.List;

/**
 * Mean of the known values around the target's place a year ago, at the same position in the weeks
 * before and after: a holiday that moved is met halfway.
 *
 * @param year periods of the year
 * @param step periods from one to the next: a week of days or of hours, else 1
 * @param points how many, odd, the middle one a year before the target
 */
record YearAgoMean(int year, int step, int points) implements LeadFeature {

  YearAgoMean {
    if (points % 2 == 0) {
      throw new IllegalArgumentException("the number of periods around a year ago must be odd");
    }
  }

  @Override
  public String name() {
    return "year_ago_mean_" + points;
  }

  @Override
  public List<String> inputs() {
    return Inputs.TARGET;
  }

  @Override
  public int history() {
    return year + step * (points / 2);
  }

  @Override
  public boolean inUnits() {
    return true;
  }

  @Override
  public double at(SeriesView known, int lead) {
    int middle = Cycle.back(year, lead);
    double sum = 0;
    int count = 0;
    for (int i = -(points / 2); i <= points / 2; i++) {
      int back = middle + i * step;
      double value = back < 0 ? Double.NaN : known.value(back);
      if (!Double.isNaN(value)) {
        sum += value;
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }
}
