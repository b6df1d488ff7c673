package io.demandforecast.cli;

import java.util.List;

/** A line of numbers as a line of text, drawn in eighths of its height. */
final class Sparkline {
  private static final String LEVELS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
  private static final char UNKNOWN = '\u00b7';

  private Sparkline() {}

  /**
   * One character a number, the lowest bar for 0 or the least below it, the highest for the most.
   *
   * @param values NaN: unknown, a dot
   * @param least of all lines that are to be compared
   * @param most of them
   */
  static String of(List<Double> values, double least, double most) {
    StringBuilder line = new StringBuilder();
    for (double value : values) {
      line.append(Double.isNaN(value) ? UNKNOWN : level(value, least, most));
    }
    return line.toString();
  }

  private static char level(double value, double least, double most) {
    if (most <= least) {
      return LEVELS.charAt(0);
    }
    int last = LEVELS.length() - 1;
    double share = (value - least) / (most - least);
    return LEVELS.charAt((int) Math.round(Math.min(1, Math.max(0, share)) * last));
  }
}
