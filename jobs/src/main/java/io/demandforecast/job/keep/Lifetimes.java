package io.demandforecast.job.keep;

import io.demandforecast.config.MaintenanceSettings;
import io.demandforecast.table.Features;
import io.demandforecast.table.ForecastCurrent;
import io.demandforecast.table.ForecastTotals;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.KnownLines;
import io.demandforecast.table.Panel;
import io.demandforecast.table.Quarantine;
import java.time.Duration;
import java.util.Set;

/** How long earlier versions of each table stay. */
final class Lifetimes {
  /**
   * No stage reads an earlier version of these: panel, features and known_lines are made anew from
   * the other tables, rows of forecasts stay in the newest version until they are archived, what is
   * current is a copy of them, and rows set aside stay as forecasts do.
   */
  private static final Set<String> NEWEST_ALONE =
      Set.of(
          Panel.NAME,
          Features.NAME,
          KnownLines.NAME,
          Forecasts.NAME,
          ForecastCurrent.NAME,
          ForecastTotals.NAME,
          Quarantine.NAME);

  private final MaintenanceSettings settings;

  Lifetimes(MaintenanceSettings settings) {
    this.settings = settings;
  }

  /** What maintenance keeps. */
  Duration of(String table) {
    return Duration.ofDays(
        NEWEST_ALONE.contains(table) ? settings.versionsDays() : settings.replayDays());
  }

  /** What nobody may go below. */
  Duration least(String table) {
    return NEWEST_ALONE.contains(table) ? Duration.ZERO : Duration.ofDays(settings.replayDays());
  }
}
