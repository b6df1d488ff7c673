package io.demandforecast.forecast;

/** Bounds that several forecasters hold their parameters to. */
final class Require {
  private Require() {}

  static void horizon(int horizon) {
    atLeastOne("horizon", horizon);
  }

  static void atLeastOne(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " " + value + " is less than 1");
    }
  }

  static void rate(String what, double rate) {
    if (!(rate > 0 && rate <= 1)) {
      throw new IllegalArgumentException(what + " rate " + rate + " is not above 0 and at most 1");
    }
  }
}
