package io.demandforecast.forecast;

import io.demandforecast.series.SeriesView;

/**
 * Simple exponential smoothing (Brown 1959) with a given rate, started at the first known value;
 * NaN where no value is known.
 *
 * @param rate weight of the newest value, above 0 and at most 1
 */
public record ExponentialSmoothing(double rate) implements LevelForecaster {

  public ExponentialSmoothing {
    Require.rate("smoothing", rate);
  }

  @Override
  public String name() {
    return "ses_" + rate;
  }

  @Override
  public double level(SeriesView known) {
    return known.exponentialMean(rate);
  }
}
