package io.demandforecast.metric;

import static java.lang.Double.NaN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CoverageTest {

  @Test
  void bothEndsAreInside() {
    Coverage coverage = new Coverage();
    coverage.add(1, 1, 3);
    coverage.add(3, 1, 3);
    coverage.add(3.5, 1, 3);
    coverage.add(0.5, 1, 3);
    assertEquals(0.5, coverage.share());
  }

  @Test
  void anUnknownActualCountsNowhereAndAMissingIntervalApart() {
    Coverage coverage = new Coverage();
    coverage.add(NaN, 1, 3);
    coverage.add(2, NaN, 3);
    coverage.add(2, 1, NaN);
    coverage.add(2, 1, Double.POSITIVE_INFINITY);
    assertEquals(1, coverage.count());
    assertEquals(2, coverage.unanswered());
    assertEquals(1, coverage.share());
  }

  @Test
  void countsMadeApartMerge() {
    Coverage one = new Coverage();
    one.add(1, 0, 2);
    Coverage other = new Coverage();
    other.add(5, 0, 2);
    one.merge(other);
    assertEquals(0.5, one.share());
    assertEquals(2, one.count());
  }

  @Test
  void withoutAnActualThereIsNoShare() {
    assertEquals(NaN, new Coverage().share());
  }
}
