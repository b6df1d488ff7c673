package io.demandforecast.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class LeadBucketsTest {
  private static final LeadBuckets BUCKETS = new LeadBuckets(List.of(7, 14, 28));

  @Test
  void aLeadIsInTheBucketThatEndsAtItOrAfter() {
    assertEquals(0, BUCKETS.of(1));
    assertEquals(0, BUCKETS.of(7));
    assertEquals(1, BUCKETS.of(8));
    assertEquals(2, BUCKETS.of(28));
  }

  @Test
  void aBucketIsNamedByItsFirstAndLastLead() {
    assertEquals("1-7", BUCKETS.label(0));
    assertEquals("15-28", BUCKETS.label(2));
    assertEquals("1-28", LeadBuckets.single(28).label(0));
    assertEquals(28, BUCKETS.horizon());
  }

  @Test
  void aLeadOutsideAllBucketsIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> BUCKETS.of(0));
    assertThrows(IllegalArgumentException.class, () -> BUCKETS.of(29));
  }

  @Test
  void bucketsThatDoNotAscendAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new LeadBuckets(List.of()));
    assertThrows(IllegalArgumentException.class, () -> new LeadBuckets(List.of(0, 7)));
    assertThrows(IllegalArgumentException.class, () -> new LeadBuckets(List.of(7, 7)));
  }
}
