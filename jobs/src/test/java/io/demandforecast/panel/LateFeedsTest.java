package io.demandforecast.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LateFeedsTest {
  private final LateFeeds late =
      new LateFeeds("store", new TreeMap<>(Map.of("S 2|x", 58, "S1", 57)));

  @Test
  void aLateFeedIsKnownUpToItsOwnLastPeriod() {
    assertEquals(57, late.lastKnown("S1", 60));
    assertEquals(58, late.lastKnown("S 2|x", 60));
    assertEquals(60, late.lastKnown("S3", 60));
    assertEquals(60, late.lastKnown(null, 60));
    assertEquals(58, late.unknownFrom());
  }

  @Test
  void textsAreReadBack() {
    assertEquals(late, LateFeeds.of(late.texts()));
    assertEquals(LateFeeds.NONE, LateFeeds.of(List.of()));
    assertTrue(LateFeeds.NONE.texts().isEmpty());
  }
}
