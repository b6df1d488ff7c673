package io.demandforecast.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.series.PanelLayout.Covariate;
import io.demandforecast.series.PanelLayout.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetViewTest {
  private static final PanelLayout LAYOUT =
      new PanelLayout(
          Frequency.daily(),
          7,
          List.of(
              new Covariate("price", true, Kind.NUMERIC),
              new Covariate("weather", false, Kind.NUMERIC)),
          List.of(),
          List.of());

  private static final SeriesHistory SERIES =
      new SeriesHistory(
          "s",
          10,
          new double[] {1, 2, 3},
          new float[][] {{1, 2, 3, 4, 5}, {10, 20, 30, 40, 50}},
          new String[0],
          List.of());

  @Test
  void theTargetLiesTheLeadAfterTheOrigin() {
    TargetView target = SERIES.until(11).ahead(2, LAYOUT);

    assertEquals(13, target.period());
    assertEquals(2, target.lead());
    assertEquals(11, target.known().origin());
  }

  @Test
  void theOriginItselfIsNoTarget() {
    SeriesView known = SERIES.until(11);

    assertThrows(IllegalArgumentException.class, () -> known.ahead(0, LAYOUT));
  }

  @Test
  void whatIsKnownAheadIsSeenAtTheTargetAndAroundIt() {
    TargetView target = SERIES.until(11).ahead(2, LAYOUT);

    assertEquals(4, target.covariate(0));
    assertEquals(5, target.covariate(0, 1));
    assertEquals(2, target.covariate(0, -2));
    assertEquals(Float.NaN, target.covariate(0, 2), "past the end");
  }

  @Test
  void whatIsNotKnownAheadEndsWithTheOrigin() {
    TargetView target = SERIES.until(11).ahead(2, LAYOUT);

    assertEquals(20, target.covariate(1, -2));
    IllegalArgumentException problem =
        assertThrows(IllegalArgumentException.class, () -> target.covariate(1, -1));
    assertTrue(problem.getMessage().contains("weather"));
  }
}
