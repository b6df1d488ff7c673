package io.demandforecast.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.job.AssembleJob;
import io.demandforecast.testing.FilledWarehouse;
import io.demandforecast.testing.SmallConfig;
import io.demandforecast.testing.SparkTest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Panels of two weeks, days 0 to 13, of which day 0 is a Monday. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("slow")
class AssembleIT extends SparkTest {
  private static final String DATA =
      """
      name = panel
      frequency = daily
      horizon = 7
      series { keys = [shop, item], groups { item = [item] } }
      inputs {
        sales {
          path = "s.csv"
          columns = [
            { name = day, type = date }, { name = shop }, { name = item }
            { name = units, type = integer }, { name = price, type = decimal }
          ]
          time.column = day
          quantity = units
          covariates { price { column = price, known-ahead = true } }
        }
        shops {
          path = "shops.csv"
          columns = [{ name = shop }, { name = region }]
          keys = [shop]
          attributes = [region]
        }
        visits {
          path = "v.csv"
          columns = [{ name = day, type = date }, { name = shop }, { name = visitors, type = integer }]
          keys = [shop]
          time.column = day
          covariates { visitors { column = visitors } }
        }
        openings {
          path = "o.csv"
          columns = [{ name = day, type = date }, { name = region }, { name = open, type = integer }]
          keys = [region]
          time.column = day
          covariates { open { column = open, kind = flag, known-ahead = true } }
        }
        calendar {
          path = "c.csv"
          columns = [{ name = day, type = date }, { name = feast }]
          time.column = day
          covariates { feast { column = feast, kind = event, known-ahead = true } }
        }
      }
      """;
  private static final LocalDate MONDAY = LocalDate.of(2024, 3, 4);
  private static final String PIPE = "A|1";
  private static final String SLASH = "B\\2";
  private static final String PIPE_X = "A\\|1|x";
  private static final String SLASH_X = "B\\\\2|x";
  private static final double GAP = Double.NaN;
  private static final float NONE = Float.NaN;

  @TempDir static Path folder;

  private final ForecastConfig config = SmallConfig.of(DATA);
  private AssembleJob.Result result;
  private Map<String, SeenSeries> seen;
  private List<Row> rows;
  private List<Row> rowsAfterNews;
  private String idAfterNews;
  private Map<String, SeenSeries> seenLater;
  private Map<String, SeenSeries> seenClosed;

  @BeforeAll
  void assemble() {
    runBefore();
    FilledWarehouse filled = new FilledWarehouse(spark(), folder.resolve("daily"), config);
    fill(filled);
    result = at(filled, config, day(13));
    seen = SeenSeries.of(filled.warehouse(), config, result);
    rows = collected(filled);

    filled
        .sold(day(13), 99, day(14), PIPE, "x")
        .sold(day(11), 5, day(15), SLASH, "x")
        .sold(day(14), 77, PIPE, "x")
        .covariate("visitors", "shop", "A\\|1", day(13), day(13), 1, day(14))
        .covariate("price", "series", PIPE_X, day(12), day(12), 1, day(14))
        .load();
    idAfterNews = at(filled, config, day(13)).panelId();
    rowsAfterNews = collected(filled);
    seenLater = SeenSeries.of(filled.warehouse(), config, at(filled, config, day(15)));

    ForecastConfig closed =
        SmallConfig.of(
            DATA,
            """
            availability {
              closed-weekdays = [wednesday]
              closed-dates = ["2024-03-15"]
              closed = [{ covariate = open, when = equals, value = 0 }]
              not-listed = [{ covariate = price, when = missing }]
            }
            """);
    seenClosed = SeenSeries.of(filled.warehouse(), closed, at(filled, closed, day(13)));
  }

  private static void fill(FilledWarehouse filled) {
    filled.series(PIPE, "x", "N").series(SLASH, "x", "S").series(PIPE, "y", "N");
    for (int i = 0; i < 14; i++) {
      filled.sold(day(i), i + 1, PIPE, "x");
    }
    filled
        .sold(day(10), 4, SLASH, "x")
        .sold(day(12), 8, SLASH, "x")
        .sold(day(0), 0, PIPE, "y")
        .sold(day(5), 2, PIPE, "y");
    LocalDate always = FilledWarehouse.ALWAYS;
    filled
        .covariate("price", "series", PIPE_X, day(0), day(17), 2.5, always)
        .covariate("price", "series", SLASH_X, day(11), day(60), 3.5, always)
        .covariate("visitors", "shop", "A\\|1", day(0), day(20), 100, always)
        .covariate("visitors", "shop", "B\\\\2", day(12), day(12), 200, always)
        .covariate("open", "region", "N", day(0), day(60), 1, always)
        .covariate("open", "region", "N", day(1), day(1), 0, always)
        .covariate("open", "region", "N", day(15), day(15), 0, always)
        .covariate("feast", "global", "", day(3), day(3), "Easter", always)
        .covariate("feast", "global", "", day(14), day(14), "May Day", always)
        .covariate("feast", "global", "", day(16), day(16), "Easter", always)
        .covariate("feast", "global", "", day(18), day(18), "Strike", always)
        .load();
    filled.covariate("feast", "global", "", day(18), day(18), null, always).load();
  }

  @Test
  void historiesLieOnTheGrid() {
    assertEquals(day(13).toEpochDay(), result.origin());
    assertEquals(3, seen.size());
    assertEquals(period(0), seen.get(PIPE_X).first());
    assertEquals(
        IntStream.rangeClosed(1, 14).mapToObj(i -> (double) i).toList(), seen.get(PIPE_X).target());
    assertEquals(period(10), seen.get(SLASH_X).first());
    assertEquals(List.of(4.0, 0.0, 8.0, 0.0), seen.get(SLASH_X).target());
    assertEquals(period(5), seen.get("A\\|1|y").first());
  }

  @Test
  void covariatesKnownAheadReachTheHorizon() {
    assertEquals(Collections.nCopies(14, 2.5f), seen.get(PIPE_X).known().get("price"));
    assertEquals(
        List.of(2.5f, 2.5f, 2.5f, 2.5f, NONE, NONE, NONE), seen.get(PIPE_X).ahead().get("price"));
    assertEquals(Collections.nCopies(7, 3.5f), seen.get(SLASH_X).ahead().get("price"));
    assertEquals(Collections.nCopies(7, NONE), seen.get("A\\|1|y").ahead().get("price"));
  }

  @Test
  void covariatesNotKnownAheadEndAtTheOrigin() {
    Row visits =
        rows.stream()
            .filter(
                row -> row.getString(0).equals("scope:shop") && row.getString(1).equals("A\\|1"))
            .findFirst()
            .orElseThrow();
    List<Float> values = values(visits);
    assertEquals(period(0), visits.getInt(2));
    Assertions.assertTrue(values.size() > 21);
    assertEquals(Collections.nCopies(14, 100f), values.subList(0, 14));
    assertEquals(Collections.nCopies(values.size() - 14, NONE), values.subList(14, values.size()));
  }

  @Test
  void scopesAreJoinedByKeysWhateverTheirCharacters() {
    assertEquals(List.of(NONE, NONE, 200f, NONE), seen.get(SLASH_X).known().get("visitors"));
    assertEquals(Collections.nCopies(9, 100f), seen.get("A\\|1|y").known().get("visitors"));
    assertEquals(List.of(1f, 0f, 1f, 1f, 1f, 1f, 1f), seen.get(PIPE_X).ahead().get("open"));
    assertEquals(Collections.nCopies(7, NONE), seen.get(SLASH_X).ahead().get("open"));
  }

  @Test
  void eventsAreCodesThatAreEqualWhereTheirNamesAre() {
    List<Float> known = seen.get(PIPE_X).known().get("feast");
    List<Float> ahead = seen.get(PIPE_X).ahead().get("feast");
    float easter = known.get(3);
    Assertions.assertTrue(easter >= 1 && easter == Math.rint(easter), () -> "code " + easter);
    assertEquals(easter, ahead.get(2));
    assertNotEquals(easter, ahead.get(0));
    Assertions.assertTrue(ahead.get(0) >= 1);
    assertEquals(13, known.stream().filter(code -> code.isNaN()).count());
    assertEquals(ahead, seen.get(SLASH_X).ahead().get("feast"));
  }

  @Test
  void anEventThatIsTakenBackIsNone() {
    assertEquals(NONE, seen.get(PIPE_X).ahead().get("feast").get(4));
  }

  @Test
  void aGroupIsTheMeanOfItsMembersFromTheirFirstSaleOn() {
    List<Double> expected =
        List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 7.5, 6.0, 10.5, 7.0);
    assertEquals(expected, seen.get(PIPE_X).groups().get("item"));
    assertEquals(expected.subList(10, 14), seen.get(SLASH_X).groups().get("item"));
    assertEquals(seen.get("A\\|1|y").target(), seen.get("A\\|1|y").groups().get("item"));
  }

  @Test
  void whatBecameKnownLaterChangesNoBitOfAnEarlierDay() {
    assertEquals(text(rows), text(rowsAfterNews));
    assertNotEquals(result.panelId(), idAfterNews);
  }

  @Test
  void whatBecameKnownCountsFromItsDayOn() {
    assertEquals(99, seenLater.get(PIPE_X).target().get(13));
    assertEquals(77, seenLater.get(PIPE_X).target().get(14));
    assertEquals(5, seenLater.get(SLASH_X).target().get(1));
    assertEquals(1f, seenLater.get(PIPE_X).known().get("visitors").get(13));
    assertEquals(1f, seenLater.get(PIPE_X).known().get("price").get(12));
  }

  @Test
  void periodsThatASeriesCouldNotSellInAreUnknown() {
    assertEquals(
        List.of(1.0, GAP, GAP, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, GAP, 11.0, GAP, 13.0, 14.0),
        seenClosed.get(PIPE_X).target());
    // Not listed on day 10, closed on day 11.
    assertEquals(List.of(GAP, GAP, 8.0, 0.0), seenClosed.get(SLASH_X).target());
    assertEquals(Collections.nCopies(9, GAP), seenClosed.get("A\\|1|y").target());
  }

  @Test
  void groupsLeaveOutMembersThatCouldNotSell() {
    assertEquals(
        List.of(1.0, GAP, GAP, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, GAP, 11.0, GAP, 10.5, 7.0),
        seenClosed.get(PIPE_X).groups().get("item"));
  }

  @Test
  void noForecastIsOwedForPeriodsThatASeriesCannotSellIn() {
    // Day 14 on: shut on day 15, on Wednesday 16, without a price from day 18.
    assertEquals(
        List.of(true, false, false, true, false, false, false), seenClosed.get(PIPE_X).sells());
    assertEquals(
        List.of(true, true, false, true, true, true, true), seenClosed.get(SLASH_X).sells());
    assertEquals(Collections.nCopies(7, false), seenClosed.get("A\\|1|y").sells());
    assertEquals(Collections.nCopies(7, true), seen.get("A\\|1|y").sells());
  }

  @Test
  void weeksEndOnTheirDayAndOneThatIsNotOverIsNotKnown() {
    ForecastConfig weekly = single("weekly", "week-ends-on = friday");
    FilledWarehouse filled = new FilledWarehouse(spark(), folder.resolve("weekly"), weekly);
    LocalDate friday = LocalDate.of(2024, 3, 8);
    filled.series("a");
    for (int week = 0; week < 4; week++) {
      filled.sold(friday.plusWeeks(week).minusDays(week), 10 + week, "a");
    }
    filled.sold(friday.plusWeeks(4), 3, friday.plusWeeks(3).plusDays(2), "a").load();
    AssembleJob.Result panel = at(filled, weekly, friday.plusWeeks(3).plusDays(5));
    assertEquals(friday.plusWeeks(3), weekly.frequency().date(panel.origin()));
    SeenSeries series = SeenSeries.of(filled.warehouse(), weekly, panel).get("a");
    assertEquals(friday, weekly.frequency().date(series.first()));
    assertEquals(List.of(10.0, 11.0, 12.0, 13.0), series.target());
  }

  @Test
  void monthsBeginOnTheirFirstAndOneThatIsNotOverIsNotKnown() {
    ForecastConfig monthly = single("monthly", "demand.gaps = missing");
    FilledWarehouse filled = new FilledWarehouse(spark(), folder.resolve("monthly"), monthly);
    filled
        .series("a")
        .sold(LocalDate.of(2023, 11, 1), 4, "a")
        .sold(LocalDate.of(2024, 1, 1), 5, "a")
        .sold(LocalDate.of(2024, 2, 1), 6, "a")
        .sold(LocalDate.of(2024, 3, 1), 7, "a")
        .load();
    AssembleJob.Result panel = at(filled, monthly, LocalDate.of(2024, 3, 30));
    assertEquals(LocalDate.of(2024, 2, 1), monthly.frequency().date(panel.origin()));
    SeenSeries series = SeenSeries.of(filled.warehouse(), monthly, panel).get("a");
    assertEquals(List.of(4.0, GAP, 5.0, 6.0), series.target());
    ForecastException refused =
        assertThrows(
            ForecastException.class, () -> at(filled, monthly, LocalDate.of(2023, 11, 29)));
    assertEquals(ExitCode.DATA_CONTRACT, refused.exitCode());
    Assertions.assertTrue(
        refused.getMessage().contains("from 2023-11-01 to 2024-03-31"), refused.getMessage());
  }

  private static ForecastConfig single(String frequency, String setting) {
    return SmallConfig.of(
        "name = single",
        "frequency = " + frequency,
        setting,
        """
        series.keys = [item]
        inputs.sales {
          path = "s.csv"
          columns = [{ name = day, type = date }, { name = item }, { name = units, type = integer }]
          time.column = day
          quantity = units
        }
        """);
  }

  private static AssembleJob.Result at(
      FilledWarehouse filled, ForecastConfig config, LocalDate asOf) {
    return AssembleJob.run(new AssembleJob.Input(filled.warehouse(), config, Optional.of(asOf)));
  }

  /** The rows of the panel without their identity, in order. */
  private List<Row> collected(FilledWarehouse filled) {
    return LaidPanel.rows(filled.warehouse(), config);
  }

  /** The rows in full: as numbers a NaN would not equal itself. */
  private static List<String> text(List<Row> rows) {
    return rows.stream().map(Row::toString).toList();
  }

  private static List<Float> values(Row row) {
    scala.collection.Seq<Float> values = row.<scala.collection.Seq<Float>>getList(4).get(0);
    return scala.jdk.javaapi.CollectionConverters.asJava(values);
  }

  private static LocalDate day(int number) {
    return MONDAY.plusDays(number);
  }

  private static int period(int number) {
    return (int) day(number).toEpochDay();
  }
}
