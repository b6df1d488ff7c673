package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;

/** A feature that is the same for every period after an origin. */
public non-sealed interface OriginFeature extends Feature {

  /** The value at the view's origin; NaN where it is missing. */
  double at(SeriesView known);
}
