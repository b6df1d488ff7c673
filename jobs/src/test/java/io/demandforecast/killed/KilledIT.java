package io.demandforecast.killed;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Killed at every point there is. */
@Tag("slow")
class KilledIT extends KilledTest {
  private static final int POINTS = 50;

  @Test
  void killedEverywhereAndStartedAgainItHoldsTheSame() throws Exception {
    holdsTheSame(List.of("run", "ingest", "publish", "backtest"), 1, POINTS);
  }
}
