package io.demandforecast.forecast;

import io.demandforecast.series.SeriesView;

/**
 * Mean of the known values of the last periods; NaN where none of them is known. Summed afresh
 * rather than from running sums, so that a window of zeros gives zero to the bit.
 *
 * @param window periods looked back, at least 1
 */
public record WindowMean(int window) implements LevelForecaster {

  public WindowMean {
    Require.atLeastOne("window", window);
  }

  @Override
  public String name() {
    return "mean_" + window;
  }

  @Override
  public double level(SeriesView known) {
    double sum = 0;
    int count = 0;
    for (int back = Math.min(window, known.length()) - 1; back >= 0; back--) {
      double value = known.value(back);
      if (!Double.isNaN(value)) {
        sum += value;
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }
}
