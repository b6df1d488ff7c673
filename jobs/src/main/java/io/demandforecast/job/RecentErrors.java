package io.demandforecast.job;

import java.io.Serializable;
import java.util.List;

/**
 * Errors of what was published last for each of the last periods, of a segment.
 *
 * @param segment all, or the hierarchy column
 * @param value its value; empty for all
 * @param periods those with an actual, the oldest first
 */
record RecentErrors(String segment, String value, List<Period> periods) {
  RecentErrors {
    periods = List.copyOf(periods);
  }

  /**
   * One target period.
   *
   * @param rows forecasts with an actual
   * @param error sum of forecast less actual
   * @param absoluteError sum of absolute errors
   * @param absoluteActual sum of absolute actuals
   * @param within actuals between the outermost quantiles
   * @param ranges forecasts that have these
   */
  record Period(
      int period,
      long rows,
      double error,
      double absoluteError,
      double absoluteActual,
      double within,
      double ranges)
      implements Serializable {}
}
