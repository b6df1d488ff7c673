package io.demandforecast.forecast;

import io.demandforecast.series.SeriesView;

/**
 * Simple exponential smoothing whose rate is chosen for each series: of 0.05, 0.10, ... 0.95 the
 * one with the least squared error one period ahead over the known history, the smoothest of equals
 * (Hyndman, Koehler, Ord and Snyder 2008, 5.1). NaN where no value is known.
 */
public record OptimisedSmoothing() implements LevelForecaster {
  private static final int RATES = 19;
  private static final double STEPS = 20;

  @Override
  public String name() {
    return "ses";
  }

  @Override
  public double level(SeriesView known) {
    double[] levels = new double[RATES];
    double[] errors = new double[RATES];
    boolean started = false;
    for (int back = known.length() - 1; back >= 0; back--) {
      double value = known.value(back);
      if (Double.isNaN(value)) {
        continue;
      }
      for (int i = 0; i < RATES; i++) {
        if (started) {
          double rate = (i + 1) / STEPS;
          double error = value - levels[i];
          errors[i] += error * error;
          levels[i] = rate * value + (1 - rate) * levels[i];
        } else {
          levels[i] = value;
        }
      }
      started = true;
    }
    return started ? levels[smallest(errors)] : Double.NaN;
  }

  private static int smallest(double[] errors) {
    int best = 0;
    for (int i = 1; i < errors.length; i++) {
      if (errors[i] < errors[best]) {
        best = i;
      }
    }
    return best;
  }
}
