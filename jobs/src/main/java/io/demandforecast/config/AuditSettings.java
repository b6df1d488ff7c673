package io.demandforecast.config;

import java.io.Serializable;
import java.util.Locale;
import java.util.Map;

/**
 * What a run is held to before it is published, beside the ratios of {@link PublicationSettings}.
 *
 * @param minCompleteShare share of the forecasts owed that must be there
 * @param maxCrossingShare share of the forecasts whose quantiles may cross
 * @param minRatioToLast mean forecast against that of the last publication for the same dates, at
 *     least
 * @param maxRatioToLast and at most
 * @param maxCoverageShortfall how far the share of actuals between the outermost quantiles of
 *     forecasts published before may lie below its nominal share
 * @param severities what becomes of a run that a check does not pass
 */
public record AuditSettings(
    double minCompleteShare,
    double maxCrossingShare,
    double minRatioToLast,
    double maxRatioToLast,
    double maxCoverageShortfall,
    Map<Check, Severity> severities)
    implements Serializable {

  public AuditSettings {
    severities = Map.copyOf(severities);
  }

  public Severity severity(Check check) {
    return severities.get(check);
  }

  /** What becomes of a run that a check does not pass. */
  public enum Severity {
    /** It is not published. */
    BLOCK,
    /** It is published; the finding is shown and stored. */
    WARN;

    /** As it is written in configuration and table. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is checked. */
  public enum Check {
    ROWS_COMPLETE,
    NO_NULL,
    NO_NEGATIVE,
    QUANTILES_ORDERED,
    TOTAL_IN_BOUNDS,
    TOTAL_NEAR_LAST,
    FALLBACK_SHARE,
    COVERAGE,
    KNOWN_AHEAD,
    LATE_SHARE;

    /** Its name in the audits table. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Its name in the configuration. */
    public String setting() {
      return text().replace('_', '-');
    }
  }
}
