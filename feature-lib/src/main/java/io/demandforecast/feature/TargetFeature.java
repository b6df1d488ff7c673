package io.demandforecast.feature;

import io.demandforecast.series.TargetView;

/** A feature of one period after the origin. */
public non-sealed interface TargetFeature extends Feature {

  /** The value for a target period; NaN where it is missing. */
  double at(TargetView target);
}
