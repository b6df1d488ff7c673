package io.demandforecast.forecast;

import io.demandforecast.series.SeriesView;

/**
 * The method of Teunter, Syntetos and Babai (2011) for intermittent demand: smoothed probability of
 * a demand times its smoothed size. The probability is updated every known period, so that the
 * forecast of an item nobody buys any more fades away. The probability starts at the share of known
 * periods with demand, the size at the first demand. 0 where no demand was seen; NaN where no value
 * is known.
 *
 * @param sizeRate smoothing rate of the size, updated when there is demand; above 0 and at most 1
 * @param probabilityRate smoothing rate of the probability; above 0 and at most 1
 */
public record TeunterSyntetosBabai(double sizeRate, double probabilityRate)
    implements LevelForecaster {

  public TeunterSyntetosBabai {
    Require.rate("size smoothing", sizeRate);
    Require.rate("probability smoothing", probabilityRate);
  }

  @Override
  public String name() {
    return "tsb_" + sizeRate + "_" + probabilityRate;
  }

  @Override
  public double level(SeriesView known) {
    double probability = demandShare(known);
    double size = 0;
    boolean demanded = false;
    for (int back = known.length() - 1; back >= 0; back--) {
      double value = known.value(back);
      if (Double.isNaN(value)) {
        continue;
      }
      if (value > 0) {
        size = demanded ? sizeRate * value + (1 - sizeRate) * size : value;
        demanded = true;
        probability = probabilityRate + (1 - probabilityRate) * probability;
      } else {
        probability = (1 - probabilityRate) * probability;
      }
    }
    return probability * size;
  }

  /** NaN where no value is known. */
  private static double demandShare(SeriesView known) {
    int periods = 0;
    int demands = 0;
    for (int back = 0; back < known.length(); back++) {
      double value = known.value(back);
      periods += Double.isNaN(value) ? 0 : 1;
      demands += value > 0 ? 1 : 0;
    }
    return periods == 0 ? Double.NaN : (double) demands / periods;
  }
}
