package io.demandforecast.feature;

/** Where the like periods of a repeating cycle (a week, a year) lie. */
final class Cycle {
  private Cycle() {}

  /**
   * How many periods before the origin the most recent period lies that is known and a whole number
   * of cycles before the target.
   *
   * @param length periods of a cycle
   * @param lead periods from the origin to the target
   * @return 0 to {@code length - 1}
   */
  static int back(int length, int lead) {
    return Math.floorMod(-lead, length);
  }
}
