package io.demandforecast.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * The name a person most likely meant: the one with the fewest changed, missing, superfluous or
 * swapped letters (optimal string alignment distance; Damerau 1964), if they are few.
 */
final class NearestName {
  private NearestName() {}

  static Optional<String> of(String written, Collection<String> names) {
    String best = null;
    int least = Integer.MAX_VALUE;
    for (String name : names) {
      int distance = distance(normal(written), normal(name));
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    int longer = best == null ? 0 : Math.max(best.length(), written.length());
    return least <= Math.max(1, longer / 3) ? Optional.of(best) : Optional.empty();
  }

  /** "; did you mean 'seed'?", or the names there are where none is near. */
  static String hint(String written, Collection<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    return of(written, names)
        .map(name -> "; did you mean '" + name + "'?")
        .orElse("; there are: " + String.join(", ", names));
  }

  private static String normal(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        cost[i][j] =
            Math.min(
                cost[i - 1][j - 1] + changed, Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
