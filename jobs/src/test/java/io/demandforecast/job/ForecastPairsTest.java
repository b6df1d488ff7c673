package io.demandforecast.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.panel.PanelSeries;
import io.demandforecast.panel.SeriesOfPanel;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

class ForecastPairsTest {
  @Test
  void whatIsOnBothSidesIsPaired() {
    assertEquals(
        List.of("b", "d"), pairs(List.of("a", "b", "c", "d", "f"), List.of("b", "d", "e")));
  }

  @Test
  void oneSideMayBeEmptyOrWhollyApart() {
    assertEquals(List.of(), pairs(List.of(), List.of("a")));
    assertEquals(List.of(), pairs(List.of("a"), List.of()));
    assertEquals(List.of(), pairs(List.of("a", "b"), List.of("c", "d")));
    assertEquals(List.of(), pairs(List.of("c", "d"), List.of("a", "b")));
  }

  @Test
  void theOrderIsThatOfBytesAsSparkSorts() {
    // In bytes of UTF-8 the emoji comes last, in Java's characters it does not.
    List<String> ids = List.of("Z", "a", "\u00e4", "\uff21", "\ud83d\ude00");
    assertEquals(ids, pairs(ids, ids));
    assertEquals(ids.subList(3, 5), pairs(ids, ids.subList(3, 5)));
  }

  @Test
  void afterTheLastPairThereIsNone() {
    ForecastPairs none =
        new ForecastPairs(
            List.<PanelSeries>of().iterator(),
            List.<Tuple2<String, List<RunForecast>>>of().iterator());
    assertThrows(NoSuchElementException.class, none::next);
  }

  private static List<String> pairs(List<String> series, List<String> forecasts) {
    List<String> found = new ArrayList<>();
    new ForecastPairs(
            series.stream().map(id -> SeriesOfPanel.of(id, 0, 1)).iterator(),
            forecasts.stream()
                .map(id -> new Tuple2<>(id, List.of(new RunForecast(id, 0, List.of()))))
                .iterator())
        .forEachRemaining(
            pair -> {
              String id = pair._1().history().id();
              assertEquals(id, pair._2().get(0).runId());
              found.add(id);
            });
    return found;
  }
}
