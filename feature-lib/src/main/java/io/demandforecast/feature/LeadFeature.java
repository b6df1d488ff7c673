package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import io.demandforecast.series.TargetView;

/**
 * A target feature that is made of the known history and the lead alone, so that it can be taken of
 * a group's history as well as of the series' own.
 */
interface LeadFeature extends TargetFeature {

  /**
   * The value for the period {@code lead} periods after the view's origin; NaN where it is missing.
   */
  double at(SeriesView known, int lead);

  @Override
  default double at(TargetView target) {
    return at(target.known(), target.lead());
  }
}
