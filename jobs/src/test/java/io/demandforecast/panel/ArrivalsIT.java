package io.demandforecast.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.testing.FilledWarehouse;
import io.demandforecast.testing.SmallConfig;
import io.demandforecast.testing.SparkTest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Regions, an attribute of items: one has delivered, one is late, one has ended, one never was. */
class ArrivalsIT extends SparkTest {
  private static final LocalDate MONDAY = LocalDate.of(2024, 1, 1);

  @TempDir Path folder;

  @Test
  void aFeedIsLateThatHasLatelyDeliveredAndHasNothingForTheDayThatIsDue() {
    ForecastConfig config = config("availability.closed-weekdays = [sunday]");
    FilledWarehouse filled = new FilledWarehouse(spark(), folder.resolve("w"), config);
    sold(filled, "a", "North", 12);
    sold(filled, "b", "North", 8);
    sold(filled, "c", "South", 11);
    sold(filled, "d", "West", 2);
    filled.series("e", "East").load();

    // A Sunday, on which all is closed: Saturday is due.
    Arrivals sunday = arrivals(filled, config, 13);
    assertEquals(Map.of("South", period(11)), sunday.late().last());
    assertEquals("region", sunday.late().column());
    assertEquals(2, sunday.feeds());
    assertEquals(0.5, sunday.lateShare());

    // Nobody has delivered Monday.
    Arrivals monday = arrivals(filled, config, 14);
    assertEquals(Map.of("North", period(12), "South", period(11)), monday.late().last());
    assertEquals(1, monday.lateShare());

    assertEquals(LateFeeds.NONE, arrivals(filled, config, 11).late());
    assertEquals(
        LateFeeds.NONE,
        arrivals(filled, config("inputs.sales.known-at.delay-days = 1"), 12).late());
    assertEquals(0, arrivals(filled, SmallConfig.of(DATA), 13).feeds());
  }

  private static final String DATA =
      """
      name = arrivals
      frequency = daily
      horizon = 2
      series { keys = [item] }
      inputs.sales {
        path = "s.csv"
        columns = [
          { name = day, type = date }, { name = item }, { name = region }
          { name = units, type = integer }
        ]
        time.column = day
        quantity = units
        attributes = [region]
      }
      """;

  private static ForecastConfig config(String setting) {
    return SmallConfig.of(DATA, "publication.partial { feed = region, max-periods = 3 }", setting);
  }

  private static Arrivals arrivals(FilledWarehouse filled, ForecastConfig config, int day) {
    return Arrivals.of(
        filled.warehouse(),
        config,
        MONDAY.plusDays(day),
        new Arrivals.Cut(1, period(12), period(day)));
  }

  private static void sold(FilledWarehouse filled, String item, String region, int last) {
    filled.series(item, region);
    for (int day = 0; day <= last; day++) {
      filled.sold(MONDAY.plusDays(day), 3, item);
    }
  }

  private static int period(int day) {
    return (int) MONDAY.plusDays(day).toEpochDay();
  }
}
