package io.demandforecast.config;

import java.math.BigDecimal;

/** What a number must lie between, both ends included. */
record Bounds(double min, double max) {
  static final Bounds ANY = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  static final Bounds SHARE = new Bounds(0, 1);

  static Bounds atLeast(double min) {
    return new Bounds(min, Double.POSITIVE_INFINITY);
  }

  static Bounds between(double min, double max) {
    return new Bounds(min, max);
  }

  boolean contains(double value) {
    return value >= min && value <= max;
  }

  /** A number within, to go on with where the one written is wrong. */
  double within() {
    return Double.isInfinite(min) ? 0 : min;
  }

  /** " from 0 to 1", " of at least 1" or nothing. */
  String describe() {
    if (Double.isInfinite(min)) {
      return "";
    }
    return max >= Integer.MAX_VALUE
        ? " of at least " + plain(min)
        : " from " + plain(min) + " to " + plain(max);
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
