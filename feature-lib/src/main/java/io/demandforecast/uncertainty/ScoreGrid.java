package io.demandforecast.uncertainty;

/**
 * A grid that scores are counted on: even near zero, in steps of a two thousandth, and of half a
 * per cent of the score far from it. It is the same for all data, so that counts of any two parts
 * can be added.
 */
final class ScoreGrid {
  private static final double STEP = 0.005;
  private static final double STEPS_OF_ONE = 10;

  /** Scores beyond this count as this. */
  private static final double FARTHEST = 1e9;

  private ScoreGrid() {}

  /** Number of the nearest point of the grid; negative for a score below zero. */
  static int point(double score) {
    double far = Math.min(Math.abs(score), FARTHEST) * STEPS_OF_ONE;
    int point = (int) Math.rint(StrictMath.log(far + Math.sqrt(far * far + 1)) / STEP);
    return score < 0 ? -point : point;
  }

  /** The score at a point. */
  static double score(int point) {
    return StrictMath.sinh(point * STEP) / STEPS_OF_ONE;
  }
}
