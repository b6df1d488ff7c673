package io.demandforecast.feature;

import java.io.Serializable;
import java.util.List;

/**
 * One number about a series at an origin, or about one period after it. A feature is an immutable
 * value that names itself: {@link FeatureParser#parse} of its name gives an equal feature.
 *
 * <p>A feature sees a series through a view that ends at the origin, so that it cannot know what no
 * one knew then.
 */
public sealed interface Feature extends Serializable permits OriginFeature, TargetFeature {

  /** The {@link #history()} of a feature that looks at all there is. */
  int ALL_HISTORY = Integer.MAX_VALUE;

  /** The feature's text form, which is also its column's name. */
  String name();

  /**
   * What it is made of: {@code "target"} for the series' own past, else names of covariates, groups
   * or attributes. Empty for what follows from the calendar or the lead alone.
   */
  List<String> inputs();

  /**
   * Periods up to and including the origin that can bear on the value: a series cut to so many has
   * the same value. {@link #ALL_HISTORY} where everything bears on it. A shorter history is no
   * error: the value is made of what there is, or is missing.
   */
  int history();

  /**
   * Periods past the target that are looked at, in covariates known ahead: what has to be supplied
   * beyond the horizon.
   */
  default int ahead() {
    return 0;
  }

  /** Whether the value is in the target's units, so that it is divided by the series' scale. */
  boolean inUnits();
}
