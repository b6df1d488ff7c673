package io.demandforecast.uncertainty;

/**
 * Levels of a forecast, each twice the one before: of counts the expected quantity, of other
 * numbers that in units of the series' scale.
 */
final class ForecastLevel {
  private static final double FIRST_EDGE = 0.125;
  private static final double GROWTH = 2;
  private static final int EDGES = 11;

  private ForecastLevel() {}

  /** The level, from 0 to {@value #EDGES}. */
  static int of(double value) {
    int level = 0;
    for (double edge = FIRST_EDGE; level < EDGES && value >= edge; edge *= GROWTH) {
      level++;
    }
    return level;
  }
}
