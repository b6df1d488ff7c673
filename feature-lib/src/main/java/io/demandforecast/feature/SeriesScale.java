package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;

/**
 * The scale that a series' target and its features in units are divided by, so that one model
 * serves series of any size. It is made of what was known at the origin, so that it grows with the
 * series as its features do.
 */
public final class SeriesScale {
  /** Fewer differences than this say little about how a series varies. */
  private static final int ENOUGH_DIFFERENCES = 6;

  /**
   * Least scale as a share of the level: a series that hardly ever moved would otherwise be blown
   * up without bound.
   */
  private static final double LEAST_SHARE_OF_LEVEL = 0.05;

  private SeriesScale() {}

  /**
   * Root mean squared difference of consecutive values since the first demand (the scale of RMSSE),
   * and no less than a twentieth of the values' root mean square; that root mean square itself
   * where there are few differences; 1 where all is zero or nothing is known.
   *
   * @return a finite number above 0, in the target's units
   */
  public static double of(SeriesView known) {
    double level = known.rootMeanSquare();
    if (!(level > 0)) {
      return 1;
    }
    double scale =
        known.differences() < ENOUGH_DIFFERENCES
            ? level
            : Math.max(known.differenceScale(), LEAST_SHARE_OF_LEVEL * level);
    return Double.isFinite(scale) ? scale : 1;
  }
}
