package io.demandforecast.config;

import java.io.Serializable;

/**
 * What the model in use is held to, night by night.
 *
 * @param periods last periods whose errors are looked at; 0: the horizon, at least 14
 * @param sample series whose features are looked at, at most
 * @param maxPsi population stability index of a feature against the training rows
 * @param maxWapeGrowth how much higher the WAPE may be than that of three times as many periods
 *     before, as a share
 * @param maxTrackingSignal share of the errors that may lie to one side, -1 to 1 without sign
 * @param maxCoverageShortfall how far the share of actuals between the outermost quantiles may lie
 *     below its nominal share
 * @param retrain whether a breach demands a new model
 * @param retrainRestDays days after a training on which it demands none
 */
public record WatchSettings(
    int periods,
    int sample,
    double maxPsi,
    double maxWapeGrowth,
    double maxTrackingSignal,
    double maxCoverageShortfall,
    boolean retrain,
    int retrainRestDays)
    implements Serializable {}
