package io.demandforecast.job.keep;

import io.demandforecast.failure.ForecastException;
import io.demandforecast.warehouse.TableCare;
import io.demandforecast.warehouse.Warehouse;
import java.time.Duration;
import java.time.Instant;

/**
 * Removes the files of a table that only versions need which are older than a lifetime. To be run
 * under the lease. Says what it must keep, and refuses to go below.
 *
 * <p>Of the tables that data are loaded to and runs written to, {@link Lifetimes} keeps every
 * version that was the newest one within the replay window: loads and runs name versions by which
 * they were the newest, so that whatever a run in the window names stays readable. Rows that are in
 * a table now are never removed, whatever the lifetime. Backups hold copies of their own.
 */
final class Vacuum {
  private final Warehouse warehouse;
  private final Lifetimes lifetimes;

  Vacuum(Warehouse warehouse, Lifetimes lifetimes) {
    this.warehouse = warehouse;
    this.lifetimes = lifetimes;
  }

  /** What {@link #remove} would remove. */
  TableCare.Files removable(String table, Duration lifetime, Instant now) {
    refuseBelow(table, lifetime);
    return warehouse.care(table).removable(lifetime, now);
  }

  /**
   * Removes.
   *
   * @throws ForecastException where the lifetime is shorter than what must stay
   */
  TableCare.Files remove(String table, Duration lifetime, Instant now) {
    refuseBelow(table, lifetime);
    warehouse.requireLease();
    return warehouse.care(table).vacuum(lifetime, now);
  }

  private void refuseBelow(String table, Duration lifetime) {
    Duration least = lifetimes.least(table);
    if (lifetime.compareTo(least) < 0) {
      throw ForecastException.configuration(
          "versions of table "
              + table
              + " are named by runs of the last "
              + least.toDays()
              + " days, and stay for so long: "
              + lifetime.toDays()
              + " days are too few. See maintenance.replay-days.");
    }
  }
}
