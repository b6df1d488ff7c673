package io.demandforecast.source;

import java.util.List;
import java.util.stream.Collectors;

/** Names in a message, cut where they are many. */
final class Listing {
  private Listing() {}

  /** The first names in quotes, and how many more there are. */
  static String of(List<String> names, int shown) {
    String text =
        names.stream().limit(shown).map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    return names.size() > shown ? text + " and " + (names.size() - shown) + " more" : text;
  }
}
