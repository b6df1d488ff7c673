package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.PlaceChecks;
import io.demandforecast.failure.ForecastException;

/** Where backups are. */
final class BackupPlace {
  private BackupPlace() {}

  /**
   * The folder that the command line names, else the configuration's.
   *
   * @throws ForecastException where neither does, or the place is not allowed
   */
  static String of(String named, ForecastConfig config) {
    String place = named == null ? config.storage().backups() : named;
    if (place.isEmpty()) {
      throw ForecastException.usage(
          "no folder of backups is named. Name it on the command line, or as storage.backups in"
              + " the configuration.");
    }
    PlaceChecks.problem(config.security(), place)
        .ifPresent(
            problem -> {
              throw ForecastException.configuration("folder of backups: " + problem);
            });
    return place;
  }
}
