package io.demandforecast.config;

import java.util.List;

/** Order of lists. */
final class Ascending {
  private Ascending() {}

  /** Whether each element is greater than the one before it. */
  static <T extends Comparable<T>> boolean strictly(List<T> values) {
    for (int i = 1; i < values.size(); i++) {
      if (values.get(i - 1).compareTo(values.get(i)) >= 0) {
        return false;
      }
    }
    return true;
  }
}
