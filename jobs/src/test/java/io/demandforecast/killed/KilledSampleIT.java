package io.demandforecast.killed;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Killed at some of the points of {@link KilledIT}, which takes its time. */
@Tag("slow")
class KilledSampleIT extends KilledTest {
  private static final int ONE_OF = 12;
  private static final int POINTS = 6;

  @Test
  void killedHereAndThereAndStartedAgainItHoldsTheSame() throws Exception {
    holdsTheSame(ONE_OF, POINTS);
  }
}
