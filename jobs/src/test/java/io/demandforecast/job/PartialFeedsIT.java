package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.panel.OpenedPanel;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.progress.Progress;
import io.demandforecast.table.Accuracy;
import io.demandforecast.table.Features;
import io.demandforecast.table.ForecastTotals;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.Panel;
import io.demandforecast.table.TableDefinition;
import io.demandforecast.testing.FilledWarehouse;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.testing.TestRecord;
import io.demandforecast.warehouse.Warehouse;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A night on which one of two shops has not delivered, and the one after it came. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("slow")
class PartialFeedsIT extends SparkTest {
  private static final int LAST = 60;
  private static final String LATE = "O'Hara|2";
  private static final String PARTIAL =
      "publication.partial { feed = shop, by = \"06:00\", max-share = 0.5 }";
  private static final Instant EARLY = Instant.parse("2024-03-02T05:59:59Z");
  private static final Instant DEADLINE = Instant.parse("2024-03-02T06:00:00Z");

  @TempDir static Path folder;

  private final ForecastConfig plain = SmallShop.config();
  private final ForecastConfig config = SmallShop.config(PARTIAL);
  private FilledWarehouse filled;
  private Warehouse warehouse;
  private ForecastPipeline pipeline;
  private PredictJob.Result before;
  private AssembleJob.Result panel;

  @BeforeAll
  void aShopIsLate() {
    runBefore();
    filled = new FilledWarehouse(spark(), folder.resolve("w"), config);
    warehouse = filled.warehouse();
    SmallShop.open(filled, LAST);
    pipeline =
        new ForecastPipeline(
            warehouse, config, "test", TestRecord.begin(warehouse, config), Progress.silent());
    AssembleJob.Result whole = pipeline.assemble(Optional.of(SmallShop.day(LAST - 1)));
    before = pipeline.predict(whole, pipeline.train(whole));
    pipeline.publish(whole, before, "production", DEADLINE);
    sold("North", 6);
    filled.load();
  }

  @Test
  void theShopThatIsLateIsForecastFromItsOwnLastDayAndTheCatchUpIsPublishedOverIt() {
    panel = pipeline.assemble(Optional.of(SmallShop.day(LAST)));
    beforeTheDeadlineTheNightAsksForAnotherTry();
    pipeline.requireFeeds(panel, DEADLINE);
    whatIsUnknownIsNotZero();

    PredictJob.Result run = pipeline.predict(panel, pipeline.trained(panel, DEADLINE));
    rowsAreTheRunsDatesFromTheSeriesOwnOrigin(run.runId());
    theFeaturesAreThoseOfTheSeriesOwnOrigin();
    tooManyLateFeedsAreNotPublished(run);
    AuditJob.Result audit = pipeline.publish(panel, run, "production", DEADLINE).audit();
    AuditJob.Finding late =
        audit.findings().stream().filter(f -> f.check().equals("late_share")).findFirst().get();
    assertEquals(0.5, late.value());
    assertEquals("1 of 2 values of shop are late: O'Hara|2 (last: 2024-02-29)", late.message());
    Assertions.assertTrue(pipeline.predict(panel, pipeline.trained(panel, DEADLINE)).published());

    sold(LATE, 2);
    filled.load();
    AssembleJob.Result caughtUp = pipeline.assemble(Optional.of(SmallShop.day(LAST)));
    assertNotEquals(panel.panelId(), caughtUp.panelId());
    pipeline.requireFeeds(caughtUp, EARLY);
    thePanelIsTheSameAsMadeAnew();
    PredictJob.Result again = pipeline.predict(caughtUp, pipeline.trained(caughtUp, DEADLINE));
    assertNotEquals(run.runId(), again.runId());
    pipeline.publish(caughtUp, again, "production", DEADLINE);
    assertEquals(
        again.runId(),
        ChannelHistory.of(warehouse, "production").current().map(ChannelHistory::run).get());
    for (Row row : rows(PredictJob.table(config), again.runId())) {
      assertEquals(0, row.<Integer>getAs(Forecasts.STALE_PERIODS));
    }
    theLateRunIsScoredAtItsOwnLeads(run.runId());
  }

  @Test
  void withNothingLateTheSettingChangesNothing() {
    assertEquals(plain.hash(), config.hash());
    Optional<java.time.LocalDate> day = Optional.of(SmallShop.day(LAST - 3));
    AssembleJob.Result with = AssembleJob.run(new AssembleJob.Input(warehouse, config, day));
    AssembleJob.Result without = AssembleJob.run(new AssembleJob.Input(warehouse, plain, day));
    assertEquals(without.panelId(), with.panelId());
    assertEquals(0, with.arrivals().lateShare());
    assertEquals(2, with.arrivals().feeds());
  }

  private void beforeTheDeadlineTheNightAsksForAnotherTry() {
    ForecastException late =
        assertThrows(ForecastException.class, () -> pipeline.requireFeeds(panel, EARLY));
    assertEquals(ExitCode.TRANSIENT, late.exitCode());
    Assertions.assertTrue(
        late.getMessage()
            .startsWith(
                "1 of 2 values of shop are late: O'Hara|2 (last: 2024-02-29). Nothing was"
                    + " forecast: until 2024-03-02 06:00 (UTC) they are waited for."),
        late.getMessage());
  }

  private void whatIsUnknownIsNotZero() {
    int origin = panel.origin();
    for (PanelSeries series : OpenedPanel.of(warehouse, config, panel.plan()).series().collect()) {
      boolean late = series.history().attribute(0).equals(LATE);
      assertEquals(late ? 1 : 0, series.stalePeriods());
      assertEquals(late ? Double.NaN : 6, series.history().actual(origin));
      assertEquals(6, series.history().until(origin).group(0).value(0));
    }
    AssembleJob.Result zeros =
        AssembleJob.run(new AssembleJob.Input(warehouse, plain, Optional.of(SmallShop.day(LAST))));
    assertNotEquals(panel.panelId(), zeros.panelId());
    for (PanelSeries series : OpenedPanel.of(warehouse, plain, zeros.plan()).series().collect()) {
      assertEquals(
          series.history().attribute(0).equals(LATE) ? 0 : 6, series.history().actual(origin));
      assertEquals(3, series.history().until(origin).group(0).value(0));
    }
    // Carried back over what took gaps for no sale.
    panel = pipeline.assemble(Optional.of(SmallShop.day(LAST)));
    thePanelIsTheSameAsMadeAnew();
  }

  private void rowsAreTheRunsDatesFromTheSeriesOwnOrigin(String runId) {
    Map<String, Row> earlier = new HashMap<>();
    for (Row row : rows(PredictJob.table(config), before.runId())) {
      earlier.put(row.getAs(Forecasts.SERIES_ID) + " " + row.getAs(Forecasts.TARGET_DATE), row);
    }
    List<Row> rows = rows(PredictJob.table(config), runId);
    assertEquals(SmallShop.SERIES * SmallShop.HORIZON, rows.size());
    int compared = 0;
    for (Row row : rows) {
      int stale = row.getAs("shop").equals(LATE) ? 1 : 0;
      int lead = row.getAs(Forecasts.LEAD);
      assertEquals(stale, row.<Integer>getAs(Forecasts.STALE_PERIODS));
      assertEquals(Date.valueOf(SmallShop.day(LAST - stale)), row.getAs(Forecasts.ORIGIN_DATE));
      assertEquals(
          Date.valueOf(SmallShop.day(LAST - stale + lead)), row.getAs(Forecasts.TARGET_DATE));
      Assertions.assertTrue(lead - stale >= 1 && lead - stale <= SmallShop.HORIZON);
      Assertions.assertTrue(row.<Double>getAs("q10") <= row.<Double>getAs("q90"));
      Row same =
          earlier.get(row.getAs(Forecasts.SERIES_ID) + " " + row.getAs(Forecasts.TARGET_DATE));
      if (stale == 1 && same != null) {
        compared++;
        assertEquals(same.<Double>getAs(Forecasts.MEAN), row.<Double>getAs(Forecasts.MEAN));
        assertEquals(same.<Double>getAs("q90"), row.<Double>getAs("q90"));
      }
    }
    assertEquals(3 * (SmallShop.HORIZON - 1), compared);
    for (Row total : rows(PredictJob.totals(config), runId)) {
      assertEquals(
          Date.valueOf(SmallShop.day(LAST + 1)), total.getAs(ForecastTotals.FIRST_TARGET_DATE));
      assertEquals(
          total.getAs("shop").equals(LATE) ? 1 : 0, total.<Integer>getAs(Forecasts.STALE_PERIODS));
    }
  }

  private void theFeaturesAreThoseOfTheSeriesOwnOrigin() {
    pipeline.features(panel, FeaturesJob.Rows.FORECAST);
    for (Row row :
        warehouse
            .read(Features.definition(List.of()))
            .where(col(Features.SERIES_ID).startsWith("O'Hara"))
            .collectAsList()) {
      assertEquals(Date.valueOf(SmallShop.day(LAST - 1)), row.getAs(Features.ORIGIN_DATE));
      Assertions.assertTrue(row.<Integer>getAs(Features.TARGET_LEAD) >= 2);
    }
  }

  private void tooManyLateFeedsAreNotPublished(PredictJob.Result run) {
    ForecastConfig strict =
        SmallShop.config("publication.partial { feed = shop, max-share = 0.4 }");
    ForecastPipeline strictly =
        new ForecastPipeline(
            warehouse, strict, "test", TestRecord.begin(warehouse, strict), Progress.silent());
    ForecastException refused =
        assertThrows(
            ForecastException.class, () -> strictly.publish(panel, run, "production", DEADLINE));
    assertEquals(ExitCode.AUDIT_FAILED, refused.exitCode());
    Assertions.assertTrue(refused.getMessage().contains("late_share"), refused.getMessage());
  }

  /** Whatever it was carried on from. */
  private void thePanelIsTheSameAsMadeAnew() {
    List<String> carriedOn = storedPanel();
    warehouse.overwrite(Panel.definition(), warehouse.read(Panel.definition()).limit(0));
    pipeline.assemble(Optional.of(SmallShop.day(LAST)));
    assertEquals(storedPanel(), carriedOn);
  }

  private List<String> storedPanel() {
    return warehouse
        .read(Panel.definition())
        .drop(Panel.PANEL_ID)
        .orderBy(Panel.KIND, Panel.KEY, Panel.BLOCK)
        .collectAsList()
        .stream()
        .map(Row::toString)
        .toList();
  }

  private void theLateRunIsScoredAtItsOwnLeads(String runId) {
    SmallShop.oneMoreDay(filled, LAST + 1);
    ForecastPipeline later =
        new ForecastPipeline(
            warehouse, config, "test", TestRecord.begin(warehouse, config), Progress.silent());
    later.evaluate(later.assemble(Optional.of(SmallShop.day(LAST + 1))));
    Row all =
        warehouse
            .read(Accuracy.definition())
            .where(
                col(Accuracy.RUN_ID)
                    .equalTo(runId)
                    .and(col(Accuracy.AS_OF).equalTo(Date.valueOf(SmallShop.day(LAST + 1))))
                    .and(col(Accuracy.SEGMENT).equalTo("all"))
                    .and(col(Accuracy.LEADS).equalTo("all")))
            .first();
    assertEquals(6L, all.<Long>getAs(Accuracy.ROWS));
    double error = 0;
    for (Row row : rows(PredictJob.table(config), runId)) {
      if (row.getAs(Forecasts.TARGET_DATE).equals(Date.valueOf(SmallShop.day(LAST + 1)))) {
        error += Math.abs(row.<Double>getAs(Forecasts.MEAN) - 6);
      }
    }
    assertEquals(error / 36, all.<Double>getAs("wape"), 1e-9);
  }

  private void sold(String shop, double quantity) {
    for (String item : List.of("tea", "jam", "ink")) {
      filled.sold(SmallShop.day(LAST), quantity, shop, item);
    }
  }

  private List<Row> rows(TableDefinition table, String runId) {
    return warehouse.read(table).where(col(Forecasts.RUN_ID).equalTo(runId)).collectAsList();
  }
}
