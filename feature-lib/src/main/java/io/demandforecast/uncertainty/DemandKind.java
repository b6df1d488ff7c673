package io.demandforecast.uncertainty;

import io.demandforecast.forecast.Support;
import io.demandforecast.series.SeriesView;

/** What a series' quantities are. Scores of different kinds are never pooled. */
public enum DemandKind {
  /** Whole numbers from zero. */
  COUNT {
    @Override
    double relative(double mean, double scale) {
      return mean;
    }

    @Override
    double uncalibrated(double level) {
      return CountDistribution.logOdds(level);
    }
  },
  /** Any numbers. */
  REAL {
    @Override
    double relative(double mean, double scale) {
      return mean / scale;
    }

    @Override
    double uncalibrated(double level) {
      return 0;
    }
  };

  /** One fraction in so many quantities is an oddity of the data, not a unit of measure. */
  private static final int FRACTIONS_AMONG = 100;

  /**
   * The kind of a series at an origin: counts, where demand is never below zero and its known
   * quantities other than zero are whole, but for one in a hundred.
   */
  static DemandKind of(SeriesView known, Support support) {
    if (support == Support.REAL) {
      return REAL;
    }
    int quantities = 0;
    int fractions = 0;
    for (int back = known.length() - 1; back >= 0; back--) {
      double value = known.value(back);
      if (!Double.isNaN(value) && value != 0) {
        quantities++;
        fractions += value < 0 || value != Math.rint(value) ? 1 : 0;
      }
    }
    return fractions * FRACTIONS_AMONG <= quantities ? COUNT : REAL;
  }

  /** What the level of a forecast is judged by. */
  abstract double relative(double mean, double scale);

  /** The score that stands for a level where nothing has been seen. */
  abstract double uncalibrated(double level);
}
