package io.demandforecast.uncertainty;

import io.demandforecast.series.SeriesView;

/**
 * Patterns of demand by how often it occurs and how much its size varies (Syntetos, Boylan and
 * Croston 2005). A demand is a known value above zero. The average interval is known periods a
 * demand; the variation is the squared coefficient of variation of the sizes, with the population's
 * variance. Missing periods count nowhere.
 */
public enum DemandClass {
  /** Often, of like size. */
  SMOOTH,
  /** Seldom, of like size; also a series without any demand, or with none that is known. */
  INTERMITTENT,
  /** Often, of varied size. */
  ERRATIC,
  /** Seldom, of varied size. */
  LUMPY;

  /** Average interval between demands from which demand counts as seldom. */
  public static final double INTERVAL_CUT = 1.32;

  /** Squared coefficient of variation from which sizes count as varied. */
  public static final double VARIATION_CUT = 0.49;

  /**
   * The class of a series at an origin.
   *
   * @param window periods looked back at most; at least 1
   */
  public static DemandClass of(SeriesView known, int window) {
    if (window < 1) {
      throw new IllegalArgumentException("window " + window + " is less than 1");
    }
    int periods = 0;
    int demands = 0;
    double mean = 0;
    double squares = 0;
    for (int back = Math.min(window, known.length()) - 1; back >= 0; back--) {
      double value = known.value(back);
      periods += Double.isNaN(value) ? 0 : 1;
      if (value > 0) {
        demands++;
        double step = value - mean;
        mean += step / demands;
        squares += step * (value - mean);
      }
    }
    if (demands == 0) {
      return INTERMITTENT;
    }
    boolean seldom = (double) periods / demands >= INTERVAL_CUT;
    boolean varied = squares / demands / (mean * mean) >= VARIATION_CUT;
    if (seldom) {
      return varied ? LUMPY : INTERMITTENT;
    }
    return varied ? ERRATIC : SMOOTH;
  }
}
