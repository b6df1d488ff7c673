package io.demandforecast.config;

import java.io.Serializable;
import java.util.Optional;

/**
 * @param channel name of the channel that runs are published to
 * @param minTotalRatio forecast total of the horizon against the last horizon's actuals, at least
 * @param maxTotalRatio and at most
 * @param maxFallbackShare share of the series that a fallback may forecast
 * @param recordFeatures which rows a run writes to the features table
 * @param materialise whether the forecasts that are current are kept as a table of their own
 * @param audits what else a run is held to, and how strictly
 * @param partial how a night goes on without some feeds; empty: it takes what is not there for what
 *     {@code demand.gaps} says
 * @param watch what the model in use is held to
 */
public record PublicationSettings(
    String channel,
    double minTotalRatio,
    double maxTotalRatio,
    double maxFallbackShare,
    RecordFeatures recordFeatures,
    boolean materialise,
    AuditSettings audits,
    Optional<PartialFeed> partial,
    WatchSettings watch)
    implements Serializable {

  /** Which rows a run writes to the features table. */
  public enum RecordFeatures {
    /** None: the table is left alone. */
    NONE,
    /** Those that are forecast tonight. */
    FORECAST,
    /** Those that the model was trained on, too. */
    ALL
  }
}
