package io.demandforecast.feature;

import io.demandforecast.series.PanelLayout;
import java.util.regex.Matcher;

/** What stands in a feature's text at the places its form leaves open. */
final class FormArguments {
  /** More periods than any series has, and few enough that no product with a year overflows. */
  private static final int GREATEST_COUNT = 100_000;

  private final Matcher match;
  private final PanelLayout layout;

  FormArguments(Matcher match, PanelLayout layout) {
    this.match = match;
    this.layout = layout;
  }

  PanelLayout layout() {
    return layout;
  }

  /** A name: of a covariate, an attribute or a kind of period. */
  String name(String place) {
    return match.group(place);
  }

  /**
   * A number of periods, seasons or waves.
   *
   * @throws IllegalArgumentException where it is less than 1
   */
  int count(String place) {
    int count = back(place);
    if (count < 1) {
      throw new IllegalArgumentException("<" + place + "> must be at least 1");
    }
    return count;
  }

  /** Periods or seasons back, 0 or more. */
  int back(String place) {
    int back = Integer.parseInt(match.group(place));
    if (back > GREATEST_COUNT) {
      throw new IllegalArgumentException("<" + place + "> must be at most " + GREATEST_COUNT);
    }
    return back;
  }

  /** A number with or without decimals. */
  double decimal(String place) {
    return Double.parseDouble(match.group(place));
  }
}
