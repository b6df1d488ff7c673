package io.demandforecast.forecast;

import io.demandforecast.series.SeriesView;

/** The last known value, whenever that was; NaN where no value is known. */
public record Naive() implements LevelForecaster {

  @Override
  public String name() {
    return "naive";
  }

  @Override
  public double level(SeriesView known) {
    for (int back = 0; back < known.length(); back++) {
      double value = known.value(back);
      if (!Double.isNaN(value)) {
        return value;
      }
    }
    return Double.NaN;
  }
}
