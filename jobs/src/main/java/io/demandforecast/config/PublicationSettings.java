package io.demandforecast.config;

import java.io.Serializable;

/**
 * @param channel name of the channel that runs are published to
 * @param minTotalRatio forecast total of the horizon against the last horizon's actuals, at least
 * @param maxTotalRatio and at most
 * @param maxFallbackShare share of the series that a fallback may forecast
 * @param recordFeatures whether the features table is written
 */
public record PublicationSettings(
    String channel,
    double minTotalRatio,
    double maxTotalRatio,
    double maxFallbackShare,
    boolean recordFeatures)
    implements Serializable {}
