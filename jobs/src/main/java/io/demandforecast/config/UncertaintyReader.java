package io.demandforecast.config;

import java.util.List;

/** Reads {@code uncertainty}. */
final class UncertaintyReader {
  private UncertaintyReader() {}

  static UncertaintySettings read(Section uncertainty) {
    List<Double> quantiles = uncertainty.numbers("quantiles", Bounds.SHARE);
    boolean open = quantiles.stream().allMatch(level -> level > 0 && level < 1);
    if (uncertainty.sound("quantiles")
        && (quantiles.isEmpty() || !open || !Ascending.strictly(quantiles))) {
      uncertainty.problem(
          "quantiles", "expected at least one level between 0 and 1 (both excluded), ascending");
    }
    return new UncertaintySettings(
        quantiles,
        uncertainty.integers("buckets", Bounds.atLeast(1)),
        uncertainty.integers("lead-times", Bounds.atLeast(1)),
        uncertainty.integer("min-errors", Bounds.atLeast(1)));
  }
}
