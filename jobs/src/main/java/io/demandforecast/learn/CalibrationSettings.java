package io.demandforecast.learn;

import io.demandforecast.uncertainty.ConformalSettings;
import java.io.Serializable;

/**
 * How out-of-fold errors are scaled and pooled.
 *
 * @param conformal levels and buckets
 * @param rows says the scale of a series at an origin
 * @param classWindow periods that a series' demand class is judged by
 */
public record CalibrationSettings(ConformalSettings conformal, FeatureRows rows, int classWindow)
    implements Serializable {}
