package io.demandforecast.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.panel.OpenedPanel;
import io.demandforecast.table.Accuracy;
import io.demandforecast.table.Publications;
import io.demandforecast.testing.FilledWarehouse;
import io.demandforecast.testing.SmallConfig;
import io.demandforecast.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * One series of two weeks, forecast for four days of which three are known: figures follow by hand.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("slow")
class EvaluateJobIT extends SparkTest {
  private static final double EPS = 1e-12;
  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  private static final LocalDate ORIGIN = FIRST.plusDays(13);
  private static final double[] SOLD = {1, 2, 3, 4, 5, 6, 7, 2, 4, 6, 8, 10, 12, 14, 5, 3, 8};

  /** Mean, q10, q50, q90 by lead. */
  private static final double[][] FORECASTS = {
    {4, 3, 3, 5}, {5, 3.5, 4, 6}, {10, 6, 8, 11}, {9, 7, 8, 12}
  };

  @TempDir static Path folder;

  private final ForecastConfig config = withLevels("0.1, 0.5, 0.9");

  private static ForecastConfig withLevels(String levels) {
    return SmallConfig.of(
        """
        name = tiny
        frequency = daily
        horizon = 4
        series { keys = [item], hierarchy = [item] }
        inputs.sales {
          path = "s.csv"
          columns = [{ name = day, type = date }, { name = item }, { name = units, type = integer }]
          time.column = day
          quantity = units
        }
        uncertainty { quantiles = [LEVELS], buckets = [2, 4] }
        """
            .replace("LEVELS", levels));
  }

  private FilledWarehouse filled;
  private AssembleJob.Result panel;
  private EvaluateJob.Result result;
  private final Map<String, Row> rows = new HashMap<>();

  @BeforeAll
  void evaluate() {
    runBefore();
    filled = new FilledWarehouse(spark(), folder.resolve("w"), config);
    filled.series("a");
    for (int i = 0; i < SOLD.length; i++) {
      filled.sold(FIRST.plusDays(i), SOLD[i], "a");
    }
    filled.load();
    forecast("published", 0);
    forecast("never-published", 100);
    append(
        RowFactory.create(
            "production",
            1L,
            "published",
            Date.valueOf(ORIGIN),
            "m-1",
            4L,
            Timestamp.from(Instant.EPOCH),
            "somebody",
            null,
            null,
            null));
    panel = AssembleJob.run(new AssembleJob.Input(filled.warehouse(), config, Optional.empty()));
    result = evaluated(filled, config);
    filled
        .warehouse()
        .read(Accuracy.definition())
        .collectAsList()
        .forEach(
            row ->
                rows.put(
                    row.<String>getAs(Accuracy.SEGMENT)
                        + " "
                        + row.getAs(Accuracy.SEGMENT_VALUE)
                        + " "
                        + row.getAs(Accuracy.LEADS),
                    row));
  }

  @Test
  void figuresAreThoseOfTheDefinitions() {
    Row all = rows.get("all  all");
    assertEquals(3L, all.<Long>getAs("rows"));
    // Errors -1, 2 and 2 of actuals 5, 3 and 8.
    assertEquals(5.0 / 16, all.getAs("wape"), EPS);
    assertEquals(3.0 / 16, all.getAs("bias"), EPS);
    // Steps of the history: six of 1, one of 5, six of 2.
    assertEquals((5.0 / 3) / (23.0 / 13), all.getAs("mase"), EPS);
    assertEquals(Math.sqrt(3) / Math.sqrt(55.0 / 13), all.getAs("rmsse"), EPS);
    assertEquals(200 * (1.0 / 9 + 2.0 / 8 + 2.0 / 18) / 3, all.getAs("smape"), EPS);
    assertEquals(Date.valueOf(ORIGIN), all.getAs("origin_date"));
    assertEquals(Date.valueOf(FIRST.plusDays(16)), all.getAs(Accuracy.AS_OF));
  }

  @Test
  void quantilesAreScoredByPinballAndCoverage() {
    Row all = rows.get("all  all");
    Map<String, Double> pinball = all.getJavaMap(all.fieldIndex("pinball"));
    assertEquals((0.1 * 2 + 0.9 * 0.5 + 0.1 * 2) / 3, pinball.get("q10"), EPS);
    assertEquals((0 + 0.1 * 3 + 0.1 * 3) / 3, pinball.get("q90"), EPS);
    Map<String, Double> coverage = all.getJavaMap(all.fieldIndex("coverage"));
    assertEquals(1.0 / 3, coverage.get("q10"), EPS);
    assertEquals(1, coverage.get("q90"), EPS);
    Map<String, Double> below = all.getJavaMap(all.fieldIndex("coverage_below"));
    assertEquals(1.0 / 3, below.get("q10"), EPS);
    assertEquals(1.0 / 3, below.get("q50"), EPS);
    assertEquals(2.0 / 3, coverage.get("q50"), EPS);
    assertEquals(2.0 / 3, below.get("q90"), EPS);
  }

  @Test
  void absoluteErrorsOfTheMedianStandBesideThoseOfTheMean() {
    // Errors -2, 1 and 0 of actuals 5, 3 and 8.
    Row all = rows.get("all  all");
    Map<String, Double> median = all.getJavaMap(all.fieldIndex("median"));
    assertEquals(3.0 / 16, median.get("wape"), EPS);
    assertEquals((3.0 / 3) / (23.0 / 13), median.get("mase"), EPS);
    assertEquals(200 * (2.0 / 8 + 1.0 / 7) / 3, median.get("smape"), EPS);
  }

  @Test
  void theSeasonalNaiveIsScoredOnTheSameRows() {
    // 2, 4 and 6, of the week before.
    Row all = rows.get("all  all");
    assertEquals(6.0 / 16, all.getAs("seasonal_naive_wape"), EPS);
    assertEquals(1.0 / 6, all.getAs("forecast_value_added"), EPS);
  }

  @Test
  void figuresStandByLeadsAndByHierarchy() {
    assertEquals(6, rows.size());
    assertEquals(3.0 / 8, rows.get("all  1-2").getAs("wape"), EPS);
    assertEquals(2.0 / 8, rows.get("all  3-4").getAs("wape"), EPS);
    for (String leads : List.of("all", "1-2", "3-4")) {
      Row one = rows.get("item a " + leads);
      Row all = rows.get("all  " + leads);
      for (String figure : List.of("wape", "bias", "mase", "rmsse", "smape")) {
        assertEquals(all.<Double>getAs(figure), one.<Double>getAs(figure), figure);
      }
    }
  }

  @Test
  void errorsOfTheLastPeriodsAreHandedOnBySegment() {
    assertEquals(
        List.of("all ", "item a"),
        result.recent().stream().map(one -> one.segment() + " " + one.value()).toList());
    for (RecentErrors errors : result.recent()) {
      List<RecentErrors.Period> periods = errors.periods();
      assertEquals(3, periods.size());
      assertEquals(5, periods.stream().mapToDouble(RecentErrors.Period::absoluteError).sum(), EPS);
      assertEquals(3, periods.stream().mapToDouble(RecentErrors.Period::error).sum(), EPS);
      assertEquals(
          16, periods.stream().mapToDouble(RecentErrors.Period::absoluteActual).sum(), EPS);
      assertEquals(2, periods.stream().mapToDouble(RecentErrors.Period::within).sum(), EPS);
      assertEquals(3, periods.stream().mapToDouble(RecentErrors.Period::ranges).sum(), EPS);
      assertEquals(panel.origin(), periods.get(2).period());
    }
  }

  @Test
  void onlyPublishedRunsAreScored() {
    assertEquals(List.of("published"), result.runs());
    assertEquals(1, result.overall().size());
    Row overall = result.overall().get(0);
    assertEquals("published", overall.getAs("run_id"), "a summary reads it by its columns' names");
    assertEquals(Double.class, overall.getAs("wape").getClass());
  }

  @Test
  void aLevelThatCameLaterHasNoFigureInRunsThatDoNotKnowIt() throws IOException {
    ForecastConfig later = withLevels("0.05, 0.1, 0.5, 0.9");
    FileUtils.copyDirectory(folder.resolve("w").toFile(), folder.resolve("later").toFile());
    FilledWarehouse apart = new FilledWarehouse(spark(), folder.resolve("later"), later);
    evaluated(apart, later);
    Row all =
        apart
            .warehouse()
            .read(Accuracy.definition())
            .where("segment = 'all' AND leads = 'all'")
            .first();
    Map<String, Double> pinball = all.getJavaMap(all.fieldIndex("pinball"));
    assertNull(pinball.get("q05"));
    assertNotNull(pinball.get("q10"));
    assertEquals(5.0 / 16, all.getAs("wape"), EPS);
  }

  @Test
  void scoringAgainChangesNothing() {
    Map<String, Long> before = filled.warehouse().versions(Accuracy.definition());
    evaluated(filled, config);
    assertEquals(before, filled.warehouse().versions(Accuracy.definition()));
  }

  private EvaluateJob.Result evaluated(FilledWarehouse of, ForecastConfig by) {
    OpenedPanel opened = OpenedPanel.of(of.warehouse(), by, panel.plan());
    return EvaluateJob.run(new EvaluateJob.Input(of.warehouse(), by, panel, opened));
  }

  private void forecast(String runId, double more) {
    List<Row> forecasts = new ArrayList<>();
    for (int lead = 1; lead <= 4; lead++) {
      double[] numbers = FORECASTS[lead - 1];
      forecasts.add(
          RowFactory.create(
              runId,
              "a",
              "a",
              Date.valueOf(ORIGIN),
              Date.valueOf(ORIGIN.plusDays(lead)),
              lead,
              numbers[0] + more,
              numbers[1] + more,
              numbers[2] + more,
              numbers[3] + more,
              "naive",
              null,
              "m-1",
              null));
    }
    filled
        .warehouse()
        .append(
            PredictJob.table(config),
            spark().createDataFrame(forecasts, PredictJob.table(config).schema()));
  }

  private void append(Row publication) {
    filled
        .warehouse()
        .append(
            Publications.definition(),
            spark().createDataFrame(List.of(publication), Publications.definition().schema()));
  }
}
