package io.demandforecast.forecast;

import io.demandforecast.series.SeriesView;
import java.util.Objects;

/**
 * The last known value at the same position of the season: where it is missing, the season before
 * that, and so on; NaN where no season has one.
 *
 * @param name its text form: {@code seasonal_naive}, or {@code year_ago} where the season is a year
 * @param season periods of the season, at least 1
 */
public record SeasonalNaive(String name, int season) implements Forecaster {

  public SeasonalNaive {
    Objects.requireNonNull(name, "name");
    Require.atLeastOne("season", season);
  }

  @Override
  public double[] forecast(SeriesView known, int horizon) {
    Require.horizon(horizon);
    double[] forecast = new double[horizon];
    for (int lead = 1; lead <= horizon; lead++) {
      forecast[lead - 1] = lastKnown(known, Math.floorMod(-lead, season));
    }
    return forecast;
  }

  private double lastKnown(SeriesView known, int newest) {
    for (int back = newest; back < known.length(); back += season) {
      double value = known.value(back);
      if (!Double.isNaN(value)) {
        return value;
      }
    }
    return Double.NaN;
  }
}
