package io.demandforecast.forecast;

import io.demandforecast.series.SeriesView;

/**
 * The last resort: the mean of all that is known, 0 where nothing is. It always answers with a
 * finite number.
 */
public record KnownMean() implements LevelForecaster {

  @Override
  public String name() {
    return "known_mean";
  }

  @Override
  public double level(SeriesView known) {
    double mean = 0;
    int count = 0;
    for (int back = known.length() - 1; back >= 0; back--) {
      double value = known.value(back);
      if (Double.isFinite(value)) {
        count++;
        // Shares of each term rather than a sum: numbers near the largest double stay finite.
        mean += value / count - mean / count;
      }
    }
    return mean;
  }
}
