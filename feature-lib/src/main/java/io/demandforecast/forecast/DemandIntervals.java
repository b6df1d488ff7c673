package io.demandforecast.forecast;

import io.demandforecast.series.SeriesView;

/**
 * Sizes of demand and intervals between demands, each exponentially smoothed (Croston 1972). A
 * demand is a known value above zero; an interval counts known periods only, so a period that is
 * missing or was closed lengthens none.
 *
 * <p>The size starts at the first demand. The interval starts at known periods a demand over the
 * whole known history, because a history that begins with its first sale has no first interval to
 * start from.
 *
 * @param size smoothed size of a demand; 0 where there was none
 * @param interval smoothed number of periods from a demand to the next, at least 1
 */
record DemandIntervals(double size, double interval) {

  /** Null where no value is known. */
  static DemandIntervals of(SeriesView known, double rate) {
    int periods = 0;
    int demands = 0;
    for (int back = known.length() - 1; back >= 0; back--) {
      double value = known.value(back);
      periods += Double.isNaN(value) ? 0 : 1;
      demands += value > 0 ? 1 : 0;
    }
    if (periods == 0) {
      return null;
    }
    return demands == 0
        ? new DemandIntervals(0, periods)
        : smoothed(known, rate, (double) periods / demands);
  }

  private static DemandIntervals smoothed(SeriesView known, double rate, double meanInterval) {
    double size = Double.NaN;
    double interval = meanInterval;
    int since = 0;
    for (int back = known.length() - 1; back >= 0; back--) {
      double value = known.value(back);
      if (Double.isNaN(value)) {
        continue;
      }
      since++;
      if (value > 0) {
        if (Double.isNaN(size)) {
          size = value;
        } else {
          size = rate * value + (1 - rate) * size;
          interval = rate * since + (1 - rate) * interval;
        }
        since = 0;
      }
    }
    return new DemandIntervals(size, interval);
  }

  /** Demand a period. */
  double perPeriod() {
    return size / interval;
  }
}
