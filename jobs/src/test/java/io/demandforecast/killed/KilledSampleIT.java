package io.demandforecast.killed;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Killed at some of the points of {@link KilledIT}, which takes its time. */
class KilledSampleIT extends KilledTest {
  private static final int ONE_OF = 30;
  private static final int POINTS = 2;

  @Test
  void killedHereAndThereAndStartedAgainItHoldsTheSame() throws Exception {
    holdsTheSame(List.of("run", "ingest"), ONE_OF, POINTS);
  }
}
