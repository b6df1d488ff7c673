package io.demandforecast.forecast;

import io.demandforecast.series.SeriesView;

/**
 * Mean of the known values at the same position of the last seasons; NaN where none of them is
 * known.
 *
 * @param season periods of a season, at least 1
 * @param seasons seasons looked back, at least 1
 */
public record SeasonalMean(int season, int seasons) implements Forecaster {

  public SeasonalMean {
    Require.atLeastOne("season", season);
    Require.atLeastOne("number of seasons", seasons);
  }

  @Override
  public String name() {
    return "seasonal_mean_" + seasons;
  }

  @Override
  public double[] forecast(SeriesView known, int horizon) {
    Require.horizon(horizon);
    double[] forecast = new double[horizon];
    for (int lead = 1; lead <= horizon; lead++) {
      forecast[lead - 1] = mean(known, Math.floorMod(-lead, season));
    }
    return forecast;
  }

  private double mean(SeriesView known, int newest) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < seasons && newest + (long) i * season < known.length(); i++) {
      double value = known.value(newest + i * season);
      if (!Double.isNaN(value)) {
        sum += value;
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }
}
