package io.demandforecast.forecast;

import io.demandforecast.series.SeriesView;

/**
 * The Syntetos-Boylan approximation for intermittent demand (Syntetos and Boylan 2005): Croston's
 * forecast times {@code 1 - rate / 2}, which takes away most of its bias. 0 where no demand was
 * seen; NaN where no value is known.
 *
 * @param rate smoothing rate of sizes and intervals, above 0 and at most 1
 */
public record SyntetosBoylan(double rate) implements LevelForecaster {

  public SyntetosBoylan {
    Require.rate("smoothing", rate);
  }

  @Override
  public String name() {
    return "sba_" + rate;
  }

  @Override
  public double level(SeriesView known) {
    DemandIntervals demand = DemandIntervals.of(known, rate);
    return demand == null ? Double.NaN : (1 - rate / 2) * demand.perPeriod();
  }
}
