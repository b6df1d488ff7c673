package io.demandforecast.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.LoadedConfig;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.job.report.NightReport;
import io.demandforecast.job.report.ReportJob;
import io.demandforecast.job.report.StoredPanels;
import io.demandforecast.progress.Progress;
import io.demandforecast.report.AccuracyFacts;
import io.demandforecast.report.Chromium;
import io.demandforecast.report.QualityFacts;
import io.demandforecast.report.ReportData;
import io.demandforecast.report.SeriesFacts;
import io.demandforecast.table.Quarantine;
import io.demandforecast.testing.FilledWarehouse;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.testing.TestRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** That a report's figures are those that SQL gives on the tables, and what becomes of the page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportJobIT extends SparkTest {
  private static final int OPEN = 57;
  private static final int NIGHTS = 3;
  private static final double CLOSE = 1e-9;

  /** A float of a sum of some hundreds. */
  private static final double DRAWN = 1e-3;

  /** The rows of accuracy that count: each published run as it was scored last. */
  private static final String SCORED =
      """
      WITH scored AS (
        SELECT a.* FROM accuracy a
        JOIN (SELECT run_id, max(as_of) AS as_of FROM accuracy GROUP BY run_id) n
          ON n.run_id = a.run_id AND n.as_of = a.as_of
        WHERE a.run_id IN (SELECT run_id FROM publications WHERE channel = 'production'))
      """;

  @TempDir private static Path folder;
  private final LoadedConfig loaded =
      SmallShop.loaded("training.baselines = [naive, seasonal_naive]", "report.series = 4");
  private FilledWarehouse filled;
  private ForecastPipeline last;
  private AssembleJob.Result panel;
  private final List<PredictJob.Result> runs = new ArrayList<>();
  private NightReport.Result written;
  private ReportData data;

  @AfterAll
  void theViewsAreGone() {
    dropViews();
  }

  private ReportData nights() {
    if (data != null) {
      return data;
    }
    filled = new FilledWarehouse(spark(), folder.resolve("warehouse"), loaded.config());
    SmallShop.open(filled, OPEN);
    quarantine();
    for (int night = 0; night < NIGHTS; night++) {
      if (night > 0) {
        SmallShop.oneMoreDay(filled, OPEN + night - 1);
      }
      night(OPEN + night - 1);
    }
    WarehouseViews.register(filled.warehouse(), "production");
    data = report(runs.get(NIGHTS - 1).runId());
    return data;
  }

  private void night(int day) {
    last =
        new ForecastPipeline(
            filled.warehouse(),
            loaded.config(),
            "test",
            TestRecord.begin(filled.warehouse(), loaded),
            Progress.silent());
    panel = last.assemble(Optional.of(SmallShop.day(day)));
    NightForecastJob.Result night =
        NightForecastJob.run(
            new NightForecastJob.Input(last, loaded.config(), panel, Instant.EPOCH));
    last.publish(panel, night.run(), "production", Instant.EPOCH);
    written = last.report(panel, night.run());
    runs.add(night.run());
  }

  private void quarantine() {
    List<Row> rows = new ArrayList<>();
    for (int line = 1; line <= 5; line++) {
      rows.add(
          RowFactory.create(
              1L,
              line < 4 ? "sales" : "visits",
              "s.csv",
              (long) line,
              null,
              line == 1 ? "date" : "type",
              "what is wrong with line " + line,
              "raw",
              Timestamp.from(Instant.EPOCH)));
    }
    filled
        .warehouse()
        .append(
            Quarantine.definition(),
            spark().createDataFrame(rows, Quarantine.definition().schema()));
  }

  private ReportData report(String runId) {
    return ReportJob.run(
        new ReportJob.Input(
            filled.warehouse(),
            loaded.config(),
            "production",
            runId,
            StoredPanels.of(filled.warehouse(), loaded.config()),
            loaded.config().report().series()));
  }

  @Test
  void accuracyOverRunsIsTheirMeanWeightedByRows() {
    AccuracyFacts accuracy = nights().accuracy();
    String means =
        """
        SELECT sum(rows) AS rows, sum(rows * wape) / sum(rows) AS wape,
          sum(rows * seasonal_naive_wape) / sum(rows) AS naive,
          1 - (sum(rows * wape) / sum(rows)) / (sum(rows * seasonal_naive_wape) / sum(rows)) AS added,
          sum(rows * bias) / sum(rows) AS bias,
          sum(rows * (coverage['q90'] - coverage_below['q10'])) / sum(rows) AS coverage
        """;

    assertEquals(NIGHTS - 1, accuracy.runs());
    assertFigures(
        one(SCORED + means + "FROM scored WHERE segment = 'all' AND leads = 'all'"),
        accuracy.overall());
    for (AccuracyFacts.Figures leads : accuracy.byLeads()) {
      assertFigures(
          one(
              SCORED
                  + means
                  + "FROM scored WHERE segment = 'all' AND leads = '%s'".formatted(leads.name())),
          leads);
    }
    Assertions.assertTrue(accuracy.byLeads().size() > 1, accuracy.byLeads().toString());
    assertEquals(List.of("shop"), accuracy.segments().stream().map(s -> s.column()).toList());
    assertEquals(2, accuracy.segments().get(0).of());
    for (AccuracyFacts.Figures shop : accuracy.segments().get(0).values()) {
      assertFigures(
          one(
              SCORED
                  + means
                  + "FROM scored WHERE segment = 'shop' AND leads = 'all' AND segment_value = \"%s\""
                      .formatted(shop.name())),
          shop);
    }
  }

  private static void assertFigures(Row expected, AccuracyFacts.Figures found) {
    assertEquals(expected.<Long>getAs("rows"), found.rows());
    assertEquals(expected.<Double>getAs("wape"), found.wape(), CLOSE);
    assertEquals(expected.<Double>getAs("naive"), found.naiveWape(), CLOSE);
    assertEquals(expected.<Double>getAs("added"), found.valueAdded(), CLOSE);
    assertEquals(expected.<Double>getAs("bias"), found.bias(), CLOSE);
    assertEquals(expected.<Double>getAs("coverage"), found.coverage(), CLOSE);
  }

  @Test
  void eachOriginIsARowOfTheTable() {
    List<Row> rows =
        sql(
            SCORED
                + "SELECT * FROM scored WHERE segment = 'all' AND leads = 'all' ORDER BY origin_date");
    List<AccuracyFacts.Figures> origins = nights().accuracy().byOrigin();

    assertEquals(rows.size(), origins.size());
    for (int i = 0; i < rows.size(); i++) {
      assertEquals(rows.get(i).getAs("origin_date").toString(), origins.get(i).name());
      assertEquals(rows.get(i).<Double>getAs("wape"), origins.get(i).wape());
      assertEquals(
          rows.get(i).<Double>getAs("forecast_value_added"), origins.get(i).valueAdded(), CLOSE);
    }
  }

  @Test
  void calibrationIsTheObservedShareOfEachQuantile() {
    for (AccuracyFacts.Level level : nights().accuracy().levels()) {
      Row row =
          one(
              SCORED
                  + """
                    SELECT sum(rows * coverage['%1$s']) / sum(rows) AS observed,
                      sum(rows * coverage_below['%1$s']) / sum(rows) AS below
                    FROM scored WHERE segment = 'all' AND leads = 'all'
                    """
                      .formatted(level.column()));
      assertEquals(row.getDouble(0), level.observed(), CLOSE);
      assertEquals(row.getDouble(1), level.below(), CLOSE);
    }
    assertEquals(3, nights().accuracy().levels().size());
  }

  @Test
  void loadsAndRulesAreCountedAsInTheirTables() {
    QualityFacts quality = nights().quality();
    Row loads =
        one("SELECT count(DISTINCT load_seq) AS n, sum(rows_read), sum(accepted) FROM loads");

    assertEquals(loads.getLong(0), quality.allLoads());
    assertEquals(loads.getLong(1), quality.total().read());
    assertEquals(loads.getLong(2), quality.total().accepted());
    assertEquals(
        sql(
                "SELECT input, rule, count(*), min(reason) FROM quarantine GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2")
            .stream()
            .map(Row::mkString)
            .toList(),
        quality.rules().stream()
            .map(rule -> rule.input() + rule.rule() + rule.rows() + rule.example())
            .toList());
  }

  @Test
  void theRunIsWhatItsRecordsSay() {
    String runId = runs().get(NIGHTS - 1).runId();
    var run = nights().run();

    assertEquals(runId, run.runId());
    assertEquals(
        one("SELECT count(*) FROM audits WHERE run_id = '" + runId + "'").getLong(0),
        run.checks().size());
    assertEquals(
        one("SELECT count(*) FROM forecasts WHERE run_id = '" + runId + "'").getLong(0),
        run.sources().stream().mapToLong(source -> source.rows()).sum());
    assertEquals(1, run.publications().size());
    Row model = one("SELECT * FROM models WHERE model_version = '" + run.model().version() + "'");
    Map<String, Double> importances = new TreeMap<>();
    nights().importances().forEach(one -> importances.put(one.feature(), one.share()));
    assertEquals(
        new TreeMap<>(model.<String, Double>getJavaMap(model.fieldIndex("importances"))),
        importances);
    Row naive =
        one(
            "SELECT avg(rmsse) AS rmsse, avg(wape) AS wape, avg(bias) AS bias FROM (SELECT"
                + " inline(cross_validation) FROM models) WHERE candidate = 'seasonal_naive'");
    var candidate =
        nights().outOfFold().candidates().stream()
            .filter(one -> one.name().equals("seasonal_naive"))
            .findFirst()
            .orElseThrow();
    assertEquals(naive.getDouble(0), candidate.rmsse(), CLOSE);
    assertEquals(naive.getDouble(1), candidate.wape(), CLOSE);
    assertEquals(naive.getDouble(2), candidate.bias(), CLOSE);
  }

  @Test
  void driftIsThatOfTheRunsNight() {
    String runId = runs().get(NIGHTS - 1).runId();
    Row drift =
        one(
            "SELECT count(*), count_if(breached), count_if(metric = 'psi') FROM drift WHERE run_id = '"
                + runId
                + "'");

    Assertions.assertTrue(drift.getLong(0) > 0, "the night watched its model");
    assertEquals(drift.getLong(0), nights().drift().measured());
    assertEquals(drift.getLong(1), nights().drift().breached());
    assertEquals(
        one("SELECT count(DISTINCT as_of) FROM drift WHERE metric = 'psi' AND segment = 'all'")
            .getLong(0),
        nights().drift().nights().stream().filter(night -> night.metric().equals("psi")).count());
  }

  @Test
  void errorsOfSeriesAreThoseOfWhatWasPublishedLastWeightedByValue() {
    SeriesFacts series = nights().series();
    Map<String, Row> expected = new TreeMap<>();
    sql("""
            WITH said AS (
              SELECT f.series_id, f.target_date, max_by(f.mean, f.origin_date) AS mean
              FROM forecasts f JOIN publications p ON p.run_id = f.run_id
              GROUP BY f.series_id, f.target_date)
            SELECT s.series_id, sum(abs(s.mean - o.quantity) * c.value) AS error,
              sum(abs(s.mean - o.quantity)) / sum(o.quantity) AS wape,
              sum(s.mean - o.quantity) / sum(o.quantity) AS bias, count(*) AS n
            FROM said s
            JOIN observations o ON o.series_id = s.series_id AND o.date = s.target_date
            JOIN covariates c ON c.covariate = 'price' AND c.scope_key = s.series_id
              AND c.from_date = s.target_date
            GROUP BY s.series_id
            """)
        .forEach(row -> expected.put(row.getString(0), row));

    assertEquals(SmallShop.SERIES, expected.size());
    assertEquals(SmallShop.SERIES, series.count());
    assertEquals(4, series.chosen().size());
    assertEquals(
        expected.values().stream().mapToDouble(row -> row.getDouble(1)).sum(),
        series.totalError(),
        CLOSE);
    for (SeriesFacts.One one : series.chosen()) {
      Row row = expected.get(one.id());
      assertEquals(row.getDouble(1), one.error(), CLOSE);
      assertEquals(row.getDouble(2), one.wape(), CLOSE);
      assertEquals(row.getDouble(3), one.bias(), CLOSE);
      assertEquals(row.getLong(4), one.scoredPeriods());
    }
    List<String> worst =
        expected.values().stream()
            .sorted((a, b) -> Double.compare(b.getDouble(1), a.getDouble(1)))
            .limit(2)
            .map(row -> row.getString(0))
            .toList();
    assertEquals(worst, series.chosen().stream().limit(2).map(SeriesFacts.One::id).toList());
  }

  @Test
  void historyAndForecastAreThoseOfTheTables() {
    SeriesFacts series = nights().series();
    String runId = runs().get(NIGHTS - 1).runId();
    SeriesFacts.One one = series.chosen().get(0);
    // A raw literal: a key may hold what SQL would take for an escape.
    String ofSeries = " WHERE series_id = r\"" + one.id() + "\"";

    List<Row> rows =
        sql(
            "SELECT mean, q10, q50, q90 FROM forecasts"
                + ofSeries
                + " AND run_id = '"
                + runId
                + "' ORDER BY lead");
    assertEquals(SmallShop.HORIZON, rows.size(), () -> one.id() + " of " + runId);
    for (int i = 0; i < SmallShop.HORIZON; i++) {
      assertEquals(rows.get(i).getDouble(0), one.mean()[i], DRAWN);
      assertEquals(rows.get(i).getDouble(1), one.quantiles()[0][i], DRAWN);
      assertEquals(rows.get(i).getDouble(3), one.quantiles()[2][i], DRAWN);
    }
    List<Row> sold =
        sql("SELECT date, quantity FROM observations" + ofSeries + " ORDER BY date DESC LIMIT 10");
    for (int i = 0; i < sold.size(); i++) {
      int period = series.origin() - i;
      assertEquals(
          sold.get(i).getDate(0).toLocalDate().toEpochDay() * 86_400, series.periods().get(period));
      assertEquals(sold.get(i).getDouble(1), one.actual()[period - one.first()], DRAWN);
    }
    double[] totals =
        sql(
                "SELECT sum(mean) FROM forecasts WHERE run_id = '"
                    + runId
                    + "' GROUP BY target_date ORDER BY target_date")
            .stream()
            .mapToDouble(row -> row.getDouble(0))
            .toArray();
    double[] found = new double[totals.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = series.total().forecast()[i];
    }
    assertArrayEquals(totals, found, DRAWN);
  }

  @Test
  void anEarlierRunIsReportedWithWhatIsKnownNow() {
    nights();
    ReportData first = report(runs.get(0).runId());

    assertEquals(runs.get(0).runId(), first.run().runId());
    SeriesFacts.One one = first.series().chosen().get(0);
    // Up to the origin, and the days that later nights know.
    assertEquals(first.series().origin() + 1 + NIGHTS - 1, one.first() + one.actual().length);
    assertEquals(0, one.scoredPeriods());
  }

  @Test
  void theNightSaysWhereItsPageIs() throws IOException {
    nights();
    Path page = page();

    Assertions.assertTrue(
        written.location().orElseThrow().endsWith(page.toString()), written.toString());
    Assertions.assertTrue(Files.readString(page).contains("O'Hara"), "series are in the page");
    assertEquals(Optional.empty(), written.problem());
  }

  /** The page that the night wrote, as a person sees it. */
  @Test
  void theNightsPageIsWholeInABrowser() throws IOException {
    Optional<Path> program = Chromium.program();
    Assumptions.assumeTrue(
        program.isPresent(),
        "there is no Chromium: scripts/browser-env installs one, or CHROMIUM names it");
    nights();
    String wape =
        one(SCORED
                + "SELECT format_number(100 * sum(rows * wape) / sum(rows), 1) FROM scored WHERE"
                + " segment = 'all' AND leads = 'all'")
            .getString(0);
    String known = nights().series().chosen().get(0).id();

    try (Chromium chromium =
        Chromium.start(program.get(), Files.createDirectories(folder.resolve("profile")))) {
      chromium.open(page(), 1200, 1500, "light");

      List<Integer> drawn = chromium.drawn(".chart canvas");
      Assertions.assertTrue(drawn.size() >= 6, drawn.toString());
      drawn.forEach(pixels -> Assertions.assertTrue(pixels > 500, drawn.toString()));
      Assertions.assertTrue(
          chromium.text("main").contains(runs.get(NIGHTS - 1).runId()), "the run");
      assertEquals(
          List.of(wape + "\u202f%"),
          chromium.texts(
              "[...document.querySelectorAll('.figures > div')]"
                  + ".filter(tile => tile.querySelector('dt').textContent === 'WAPE')"
                  + ".map(tile => tile.querySelector('.number').textContent)"));

      chromium.search(known);
      assertEquals(
          List.of(known),
          chromium.texts("[...document.querySelectorAll('.list .id')].map(e => e.textContent)"));
      chromium.evaluate("document.querySelector('.list button').click()");
      assertEquals(known, chromium.text(".shown h3"));
      // Drawn when the browser has laid it out.
      chromium.await("!!document.querySelector('.shown .chart canvas')");
      Assertions.assertTrue(chromium.drawn(".shown .chart canvas").get(0) > 500, known);
      assertEquals(List.of(), chromium.problems());
      assertEquals(List.of(), chromium.requests());
    }
  }

  @Test
  void aPageThatCannotBeWrittenIsToldAndTheRunStaysPublished() throws IOException {
    nights();
    Path file = Files.writeString(folder.resolve("a-file"), "no folder");
    ForecastConfig elsewhere =
        SmallShop.config(
            "training.baselines = [naive, seasonal_naive]",
            "report.path = \"" + file + "/reports\"");
    assertEquals(loaded.config().hash(), elsewhere.hash());

    NightReport.Result refused =
        NightReport.write(
            filled.warehouse(),
            elsewhere,
            runs.get(NIGHTS - 1).runId(),
            StoredPanels.of(filled.warehouse(), elsewhere).orElseThrow());

    assertEquals(Optional.empty(), refused.location());
    Assertions.assertTrue(
        refused.problem().orElseThrow().contains("no report was written: file:" + file),
        refused.toString());
    assertEquals(runs.get(NIGHTS - 1).runId(), ReportJob.current(filled.warehouse(), "production"));
  }

  @Test
  void aRunOfWhichNothingIsKnownIsRefused() {
    nights();
    ForecastException failure =
        Assertions.assertThrows(ForecastException.class, () -> report("r-none"));

    Assertions.assertTrue(
        failure.getMessage().contains("no record tells of run r-none"), failure.getMessage());
  }

  /** Where the last night's page is. */
  private Path page() {
    return folder
        .resolve("warehouse")
        .resolve("reports")
        .resolve(runs.get(NIGHTS - 1).runId() + ".html");
  }

  private List<PredictJob.Result> runs() {
    nights();
    return runs;
  }

  private Row one(String query) {
    return sql(query).get(0);
  }

  private List<Row> sql(String query) {
    nights();
    return spark().sql(query).collectAsList();
  }
}
