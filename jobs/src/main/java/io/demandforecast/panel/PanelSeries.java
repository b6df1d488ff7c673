package io.demandforecast.panel;

import io.demandforecast.series.PeriodValues;
import io.demandforecast.series.SeriesHistory;
import java.io.Serializable;

/**
 * A series of the panel: its history, in which periods that it could not sell in are unknown, and
 * whether it can sell in periods to come.
 */
public final class PanelSeries implements Serializable {
  private static final long serialVersionUID = 1L;
  private final SeriesHistory history;
  private final PeriodValues[] covariates;
  private final Availability availability;
  private final int stalePeriods;

  /** A series that is known up to the panel's origin. */
  PanelSeries(SeriesHistory history, PeriodValues[] covariates, Availability availability) {
    this(history, covariates, availability, 0);
  }

  /**
   * @param stalePeriods periods before the panel's origin of which nothing is known, since the
   *     series' feed is late
   */
  PanelSeries(
      SeriesHistory history,
      PeriodValues[] covariates,
      Availability availability,
      int stalePeriods) {
    this.history = history;
    this.covariates = covariates;
    this.availability = availability;
    this.stalePeriods = stalePeriods;
  }

  public SeriesHistory history() {
    return history;
  }

  /** Periods from the series' own origin to that of the panel: 0 but where its feed is late. */
  public int stalePeriods() {
    return stalePeriods;
  }

  /** Whether a forecast is owed for the period. */
  public boolean sells(int period) {
    return availability.sells(covariates, period);
  }

  /** Hashes a covariate's values onto a digest. */
  long digest(long seed, int covariate) {
    PeriodValues values = covariates[covariate];
    long digest = PanelDigest.mixed(seed, values.firstPeriod());
    for (float value : values.values()) {
      digest = PanelDigest.mixed(digest, Float.floatToIntBits(value));
    }
    return digest;
  }

  /**
   * Quantity, or quantity times the value covariate, over the last periods up to an origin: what
   * the series weighs.
   *
   * @param value position of the value covariate; -1 for the quantity alone
   */
  public double recentValue(int origin, int window, int value) {
    double sum = 0;
    for (int period = origin - window + 1; period <= origin; period++) {
      double quantity = history.actual(period);
      if (!Double.isNaN(quantity)) {
        sum += Math.max(quantity, 0) * unitValue(period, value);
      }
    }
    return sum;
  }

  /**
   * What a unit is worth in a period: the value covariate, 0 where it is unknown.
   *
   * @param value position of the value covariate; -1: 1
   */
  public double unitValue(int period, int value) {
    double price = value < 0 ? 1 : covariates[value].at(period);
    return Double.isNaN(price) ? 0 : price;
  }
}
