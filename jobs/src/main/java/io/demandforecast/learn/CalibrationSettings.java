package io.demandforecast.learn;

import io.demandforecast.series.SeriesView;
import io.demandforecast.uncertainty.CalibratedQuantiles;
import io.demandforecast.uncertainty.ConformalSettings;
import io.demandforecast.uncertainty.SeriesPattern;
import java.io.Serializable;

/**
 * How out-of-fold outcomes are scaled and pooled.
 *
 * @param periods levels and buckets of leads of single periods
 * @param totals levels and lead times of totals
 * @param rows says the scale of a series at an origin
 * @param classWindow periods that a series' demand class is judged by
 */
public record CalibrationSettings(
    ConformalSettings periods, ConformalSettings totals, FeatureRows rows, int classWindow)
    implements Serializable {

  /** How a series varies, as known at an origin. */
  public SeriesPattern pattern(SeriesView known) {
    return SeriesPattern.of(known, rows.scale(known), periods.support(), classWindow);
  }

  /** A calibration that has seen nothing yet. */
  public CalibratedQuantiles.Calibration calibration() {
    return new CalibratedQuantiles.Calibration(periods, totals);
  }
}
