package io.demandforecast.config;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * How long a warehouse keeps what, and what {@code maintain} does. No number depends on it.
 *
 * @param replayDays days in which a published run can be made again: what was loaded, and every
 *     version of the tables it was loaded to
 * @param forecastDays days after its publication in which a run keeps the forecasts of all leads
 * @param forecastLeads leads that it keeps after that, ascending
 * @param unpublishedDays days that the forecasts of a run stay that was never published
 * @param quarantineDays days that rows set aside stay
 * @param versionsDays days that earlier versions of derived tables stay
 * @param modelDays days that a model stays which no publication names
 * @param archive where rows go before they are removed; empty: nowhere
 * @param fileBytes size up to which small files are put together
 * @param smallFiles number of small files in a partition from which it is worth the while
 */
public record MaintenanceSettings(
    int replayDays,
    int forecastDays,
    List<Integer> forecastLeads,
    int unpublishedDays,
    int quarantineDays,
    int versionsDays,
    int modelDays,
    Optional<String> archive,
    long fileBytes,
    int smallFiles)
    implements Serializable {
  public MaintenanceSettings {
    forecastLeads = List.copyOf(forecastLeads);
  }
}
