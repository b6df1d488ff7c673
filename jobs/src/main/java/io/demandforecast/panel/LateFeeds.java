package io.demandforecast.panel;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The feeds (the stores, say) that have not delivered what others have: what they sold in the last
 * periods is unknown, whatever a period without a row means elsewhere.
 *
 * @param column key or attribute that names the feed of a series; empty where none is declared
 * @param last the last period known of each late feed
 */
public record LateFeeds(String column, SortedMap<String, Integer> last) implements Serializable {
  /** All have delivered. */
  public static final LateFeeds NONE = new LateFeeds("", new TreeMap<>());

  public LateFeeds {
    last = Collections.unmodifiableSortedMap(new TreeMap<>(last));
  }

  public boolean isEmpty() {
    return last.isEmpty();
  }

  /**
   * The last period of which anything is known for a series of a feed.
   *
   * @param feed null where the series has none
   * @param origin the last period known of all others
   */
  int lastKnown(String feed, int origin) {
    return feed == null ? origin : Math.min(origin, last.getOrDefault(feed, origin));
  }

  /** The first period that is unknown of any late feed; {@link Integer#MAX_VALUE} without one. */
  int unknownFrom() {
    return last.values().stream().mapToInt(period -> period + 1).min().orElse(Integer.MAX_VALUE);
  }

  /** Texts that {@link #of} reads back; none where no feed is late. */
  public List<String> texts() {
    List<String> texts = new ArrayList<>();
    if (!isEmpty()) {
      texts.add(column);
      last.forEach((feed, period) -> texts.add(period + " " + feed));
    }
    return texts;
  }

  /** Reads what {@link #texts} wrote. */
  static LateFeeds of(List<String> texts) {
    if (texts.isEmpty()) {
      return NONE;
    }
    SortedMap<String, Integer> last = new TreeMap<>();
    for (String text : texts.subList(1, texts.size())) {
      int space = text.indexOf(' ');
      last.put(text.substring(space + 1), Integer.parseInt(text.substring(0, space)));
    }
    return new LateFeeds(texts.get(0), last);
  }
}
