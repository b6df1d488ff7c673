package io.demandforecast.uncertainty;

import io.demandforecast.series.SeriesView;

/**
 * The ratio of variance to mean of a series of counts, of its last periods. What few or small
 * counts say is weighed against what is usual, as if that had been seen in {@value #PRIOR_PERIODS}
 * periods that each sold something.
 */
final class Dispersion {
  /** Periods looked back. */
  static final int WINDOW = 112;

  private static final int PRIOR_PERIODS = 30;

  /** The usual ratio of a series that sells next to nothing ... */
  private static final double PRIOR = 1.3;

  /**
   * ... and what it grows by with each unit sold a period: the more is sold, the more clustered.
   */
  private static final double PRIOR_GROWTH = 0.1;

  private Dispersion() {}

  /**
   * The ratio at an origin.
   *
   * @return above 0, in the target's units
   */
  static double of(SeriesView known) {
    int window = Math.min(WINDOW, known.sinceFirstDemand() + 1);
    if (window == 0) {
      return PRIOR;
    }
    int count = 0;
    double mean = 0;
    double squares = 0;
    for (int back = window - 1; back >= 0; back--) {
      double value = known.value(back);
      if (!Double.isNaN(value)) {
        count++;
        double step = value - mean;
        mean += step / count;
        squares += step * (value - mean);
      }
    }
    double level = Math.max(mean, 0);
    double weight = count * Math.min(level, 1);
    double prior = PRIOR_PERIODS * (PRIOR + PRIOR_GROWTH * level);
    double seen = weight > 0 ? weight * (squares / count / level) : 0;
    return (seen + prior) / (weight + PRIOR_PERIODS);
  }
}
