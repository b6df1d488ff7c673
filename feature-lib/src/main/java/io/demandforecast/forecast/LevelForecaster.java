package io.demandforecast.forecast;

import io.demandforecast.series.SeriesView;
import java.util.Arrays;

/** A forecaster that expects the same level at every lead. */
public interface LevelForecaster extends Forecaster {

  /** The level expected after the origin; NaN where there is not enough history. */
  double level(SeriesView known);

  @Override
  default double[] forecast(SeriesView known, int horizon) {
    Require.horizon(horizon);
    double[] forecast = new double[horizon];
    Arrays.fill(forecast, level(known));
    return forecast;
  }
}
