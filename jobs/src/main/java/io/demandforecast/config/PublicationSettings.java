package io.demandforecast.config;

import java.io.Serializable;

/**
 * @param channel name of the channel that runs are published to
 * @param minTotalRatio forecast total of the horizon against the last horizon's actuals, at least
 * @param maxTotalRatio and at most
 * @param maxFallbackShare share of the series that a fallback may forecast
 * @param recordFeatures which rows a run writes to the features table
 */
public record PublicationSettings(
    String channel,
    double minTotalRatio,
    double maxTotalRatio,
    double maxFallbackShare,
    RecordFeatures recordFeatures)
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
