package io.demandforecast.forecast;

import io.demandforecast.series.SeriesView;

/**
 * Croston's method for intermittent demand (Croston 1972): smoothed size over smoothed interval,
 * both updated only when there is demand. 0 where no demand was seen; NaN where no value is known.
 *
 * @param rate smoothing rate of sizes and intervals, above 0 and at most 1
 */
public record Croston(double rate) implements LevelForecaster {

  public Croston {
    Require.rate("smoothing", rate);
  }

  @Override
  public String name() {
    return "croston_" + rate;
  }

  @Override
  public double level(SeriesView known) {
    DemandIntervals demand = DemandIntervals.of(known, rate);
    return demand == null ? Double.NaN : demand.perPeriod();
  }
}
