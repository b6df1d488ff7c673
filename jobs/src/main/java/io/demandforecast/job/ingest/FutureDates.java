package io.demandforecast.job.ingest;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Dates in the future, told by the data alone: no clock says what today is, and the as-of day cuts
 * later. A date is in the future where a whole calendar year without rows lies before it and few
 * rows lie beyond that year.
 */
final class FutureDates {
  /** Rows beyond the empty year may be errors up to this share of all, ... */
  private static final double SHARE = 0.01;

  /** ... or up to this number, in small data. */
  private static final long FEW = 3;

  private FutureDates() {}

  /**
   * @param rowsByYear accepted rows by year
   * @return the last year whose rows are believed; empty where all are
   */
  static Optional<Integer> lastPlausibleYear(SortedMap<Integer, Long> rowsByYear) {
    long total = rowsByYear.values().stream().mapToLong(Long::longValue).sum();
    long before = 0;
    Integer previous = null;
    for (Map.Entry<Integer, Long> year : rowsByYear.entrySet()) {
      long beyond = total - before;
      boolean afterEmptyYear = previous != null && year.getKey() > previous + 1;
      if (afterEmptyYear && beyond <= Math.max(FEW, SHARE * total) && beyond * 2 < total) {
        return Optional.of(previous);
      }
      before += year.getValue();
      previous = year.getKey();
    }
    return Optional.empty();
  }
}
