package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.learn.TrainingPlan;
import io.demandforecast.panel.PanelPlan;
import io.demandforecast.progress.Progress;
import io.demandforecast.table.Accuracy;
import io.demandforecast.table.Audits;
import io.demandforecast.table.Covariates;
import io.demandforecast.table.Features;
import io.demandforecast.table.ForecastTotals;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.Loads;
import io.demandforecast.table.Models;
import io.demandforecast.table.Observations;
import io.demandforecast.table.Panel;
import io.demandforecast.table.Publications;
import io.demandforecast.table.Runs;
import io.demandforecast.table.SeriesTable;
import io.demandforecast.table.TableDefinition;
import io.demandforecast.testing.FilledWarehouse;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.testing.TestRecord;
import io.demandforecast.warehouse.Lease;
import io.demandforecast.warehouse.Warehouse;
import io.demandforecast.warehouse.WarehouseIdentity;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nights of a small shop, the second of which scores the first. A test may add a day, so each
 * begins with a run that finds its work done or does it.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("slow")
class PipelineIT extends SparkTest {
  private static final int ROWS = SmallShop.SERIES * SmallShop.HORIZON;

  @TempDir static Path folder;

  private final ForecastConfig config = SmallShop.config();
  private FilledWarehouse filled;
  private Warehouse warehouse;
  private int nights = 60;

  @BeforeAll
  void twoNights() {
    runBefore();
    filled = new FilledWarehouse(spark(), folder.resolve("w"), config);
    warehouse = filled.warehouse();
    SmallShop.open(filled, nights);
    run(config, Optional.of(SmallShop.day(nights - 4)));
    run(config, Optional.empty());
  }

  @Test
  void runningAgainOnUnchangedInputsChangesNoTable() {
    PredictJob.Result first = run(config, Optional.empty());
    Map<String, Long> versions = warehouse.versions(tables());
    PredictJob.Result again = run(config, Optional.empty());
    assertEquals(versions, warehouse.versions(tables()));
    assertEquals(first.runId(), again.runId());
    Assertions.assertTrue(again.published());
    assertEquals(tables().length, versions.size());
  }

  @Test
  void aPublicationIsOneRow() {
    String runId = run(config, Optional.empty()).runId();
    List<Row> rows =
        warehouse
            .read(Publications.definition())
            .where(
                col(Publications.RUN_ID)
                    .equalTo(runId)
                    .and(col(Publications.CHANNEL).equalTo("production")))
            .collectAsList();
    assertEquals(1, rows.size());
    assertEquals("production", rows.get(0).getAs(Publications.CHANNEL));
    assertEquals((long) ROWS, rows.get(0).<Long>getAs(Publications.ROWS));
    assertEquals(runId, currentRun());
  }

  @Test
  void aNightLeavesARollbackAsItIs() {
    PublishJob.Result older = trial(Optional.of(SmallShop.day(nights - 4)));
    PublishJob.Result newer = trial(Optional.empty());
    assertEquals(older.sequence() + 1, newer.sequence());

    ReviseJob.Result back =
        ReviseJob.rollback(
            new ReviseJob.Input(
                warehouse, "trial", Optional.empty(), "a wrong price", Instant.EPOCH));
    PublishJob.Result again = trial(Optional.empty());

    Assertions.assertTrue(again.withdrawn());
    assertEquals(back.sequence(), again.sequence());
    String run = back.before().orElseThrow();
    ReviseJob.publish(
        new ReviseJob.Input(warehouse, "trial", Optional.of(run), "it was right", Instant.EPOCH));
    PublishJob.Result last = trial(Optional.empty());
    assertFalse(last.withdrawn());
    assertEquals(back.sequence() + 1, last.sequence());
  }

  private PublishJob.Result trial(Optional<LocalDate> asOf) {
    ForecastPipeline pipeline = pipeline(config);
    AssembleJob.Result panel = pipeline.assemble(asOf);
    PredictJob.Result run = pipeline.predict(panel, pipeline.trainWhenDue(panel, Instant.EPOCH));
    return pipeline.publish(panel, run, "trial", Instant.EPOCH).publication();
  }

  @Test
  void theCurrentTotalsAreThoseOfTheCurrentForecast() {
    String runId = run(config, Optional.empty()).runId();
    List<Row> totals =
        WarehouseViews.current(
                WarehouseViews.ofChannel(warehouse.read(Publications.definition()), "production"),
                warehouse.read(PredictJob.totals(config)))
            .collectAsList();
    assertEquals(SmallShop.SERIES * config.uncertainty().leadTimes().size(), totals.size());
    List<Row> forecasts = current().collectAsList();
    for (Row total : totals) {
      assertEquals(runId, total.getAs(ForecastTotals.RUN_ID));
      int periods = total.getAs(ForecastTotals.PERIODS);
      double sum =
          forecasts.stream()
              .filter(row -> row.getAs(Forecasts.SERIES_ID).equals(total.getAs("series_id")))
              .filter(row -> row.<Integer>getAs(Forecasts.LEAD) <= periods)
              .mapToDouble(row -> row.<Double>getAs(Forecasts.MEAN))
              .sum();
      assertEquals(sum, total.<Double>getAs(ForecastTotals.MEAN), 1e-9 * (1 + sum));
    }
  }

  @Test
  void theCurrentForecastIsWholeAndOfTheLastRunAlone() {
    String runId = run(config, Optional.empty()).runId();
    List<Row> current = current().collectAsList();
    assertEquals(ROWS, current.size());
    for (Row row : current) {
      assertEquals(runId, row.getAs(Forecasts.RUN_ID));
      assertEquals(
          FilledWarehouse.id(row.getAs("shop"), row.getAs("item")), row.getAs("series_id"));
      LocalDate origin = row.<java.sql.Date>getAs(Forecasts.ORIGIN_DATE).toLocalDate();
      assertEquals(SmallShop.day(nights - 1), origin);
      assertEquals(
          origin.plusDays(row.<Integer>getAs(Forecasts.LEAD)),
          row.<java.sql.Date>getAs(Forecasts.TARGET_DATE).toLocalDate());
      double low = row.getAs("q10");
      double high = row.getAs("q90");
      Assertions.assertTrue(low >= 0 && low <= high, row::toString);
      Assertions.assertTrue(row.isNullAt(row.fieldIndex(Forecasts.REASON)), row::toString);
    }
  }

  @Test
  void aFailedAuditLeavesTheLastPublicationAndItsRunCanBeMadeAgain() {
    String published = run(config, Optional.empty()).runId();
    List<String> publishedRows = forecasts(published);
    SmallShop.oneMoreDay(filled, nights++);
    ForecastConfig tight = SmallShop.config("publication.max-total-ratio = 0.31");
    ForecastException refused =
        assertThrows(ForecastException.class, () -> run(tight, Optional.empty()));
    assertEquals(ExitCode.AUDIT_FAILED, refused.exitCode());
    assertEquals(6, refused.exitCode().code());
    Assertions.assertTrue(refused.getMessage().contains("total_in_bounds"), refused.getMessage());
    assertEquals(published, currentRun());

    String failed = refused.getMessage().split(" ", -1)[1];
    assertNotEquals(published, failed);
    assertEquals(ROWS, forecasts(failed).size());
    assertEquals(List.of("total_in_bounds"), failedChecks(failed));

    PredictJob.Result again = run(config, Optional.empty());
    assertEquals(failed, again.runId());
    assertFalse(again.published());
    assertEquals(ROWS, forecasts(failed).size());
    assertEquals(List.of(), failedChecks(failed));
    assertEquals(failed, currentRun());
    assertEquals(publishedRows, forecasts(published));
    Assertions.assertTrue(run(config, Optional.empty()).published());
  }

  @Test
  void aBacktestIsPublishedInItsOwnChannelAlone() {
    String current = run(config, Optional.empty()).runId();
    LocalDate origin = SmallShop.day(45);
    BacktestJob.Result result =
        BacktestJob.run(
            new BacktestJob.Input(
                warehouse,
                config,
                TestRecord.begin(warehouse, config),
                List.of(origin),
                Instant.EPOCH,
                "test",
                Progress.silent()));
    assertEquals(current, currentRun());
    PredictJob.Result run = result.runs().get(0);
    assertNotEquals(current, run.runId());
    assertEquals(
        List.of("backtest"),
        warehouse
            .read(Publications.definition())
            .where(col(Publications.RUN_ID).equalTo(run.runId()))
            .select(Publications.CHANNEL)
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList());
    Row model =
        warehouse
            .read(Models.definition())
            .where(col(Models.MODEL_VERSION).equalTo(run.modelVersion()))
            .first();
    assertEquals(java.sql.Date.valueOf(origin), model.getAs(Models.AS_OF));
    Assertions.assertTrue(result.accuracy().runs().contains(run.runId()));
    Row figures =
        result.accuracy().overall().stream()
            .filter(row -> row.getString(0).equals(run.runId()))
            .findFirst()
            .orElseThrow();
    assertEquals((long) ROWS, figures.getLong(6));
  }

  @Test
  void theFeaturesTableHasAColumnAFeatureAndNumbersOrNulls() {
    run(config, Optional.empty());
    ForecastPipeline pipeline = pipeline(config);
    AssembleJob.Result panel = pipeline.assemble(Optional.empty());
    pipeline.features(panel, FeaturesJob.Rows.TRAINING_AND_FORECAST);
    List<String> features = TrainingPlan.of(config, PanelPlan.of(config)).rows().features().names();
    Assertions.assertTrue(features.size() > 20);
    TableDefinition table = Features.definition(features);
    Dataset<Row> rows = warehouse.read(table);
    assertEquals(List.of(table.schema().fieldNames()), List.of(rows.columns()));
    long forecast = 0;
    long training = 0;
    for (Row row : rows.collectAsList()) {
      assertEquals(panel.panelId(), row.getAs(Features.PANEL_ID));
      boolean tonight = row.getAs(Features.PURPOSE).equals(Features.FORECAST);
      forecast += tonight ? 1 : 0;
      training += tonight ? 0 : 1;
      assertEquals(tonight, row.isNullAt(row.fieldIndex("actual")));
      for (StructField field : rows.schema().fields()) {
        Object value = row.getAs(field.name());
        if (field.dataType().equals(DataTypes.FloatType) && value != null) {
          Assertions.assertTrue(Float.isFinite((Float) value), field::name);
        }
      }
    }
    assertEquals(ROWS, forecast);
    Assertions.assertTrue(training > 6 * 40 && training < 6L * nights);
  }

  @Test
  void theRegistrySaysWhatTheModelIs() {
    Row model =
        warehouse
            .read(Models.definition())
            .where(col(Models.AS_OF).equalTo(java.sql.Date.valueOf(SmallShop.day(56))))
            .first();
    assertEquals(config.hash(), model.getAs(Models.CONFIG_HASH));
    assertEquals(
        "[{\"target\":\"correction\",\"trees\":2,\"depth\":2,\"step\":0.3,\"bins\":8,\"min_rows\":5,\"feature_share\":1.0}]",
        model.getAs(Models.PARAMETERS));
    Map<String, Double> errors = TrainJob.errors(model, "rmsse");
    assertEquals(
        List.of("mllib correction trees=2 depth=2 step=0.3", "naive"),
        List.copyOf(errors.keySet()));
    assertEquals(errors.keySet().iterator().next(), model.getAs(Models.CHAMPION));
    Assertions.assertTrue(
        errors.get("naive") > errors.get("mllib correction trees=2 depth=2 step=0.3"),
        errors::toString);
    double importances =
        model.<String, Double>getJavaMap(model.fieldIndex(Models.IMPORTANCES)).values().stream()
            .mapToDouble(Double::doubleValue)
            .sum();
    assertEquals(1, importances, 1e-9);
  }

  @Test
  void theRecordOfARunSaysWhatItWasMadeOf() {
    PredictJob.Result run = run(config, Optional.empty());
    Row model =
        warehouse
            .read(Models.definition())
            .where(col(Models.MODEL_VERSION).equalTo(run.modelVersion()))
            .first();

    Row record = RunHistory.forecast(warehouse, run.runId());

    assertEquals(model.<String>getAs(Models.CHECKSUM), record.getAs(Runs.MODEL_CHECKSUM));
    assertEquals(config.hash(), record.getAs(Runs.CONFIG_HASH));
    assertEquals((long) ROWS, record.<Long>getAs(Runs.ROWS));
    assertEquals(
        java.util.Set.of(
            "observations", "series", "covariate price", "covariate visitors", "covariate feast"),
        record.getJavaMap(record.fieldIndex(Runs.PANEL_DIGESTS)).keySet());
    Map<String, Long> written = record.getJavaMap(record.fieldIndex(Runs.TABLES_WRITTEN));
    long version = written.get("forecasts");
    assertEquals(
        ROWS,
        spark()
            .read()
            .format("delta")
            .option("versionAsOf", version)
            .load(warehouse.location() + "/forecasts")
            .where(col("run_id").equalTo(run.runId()))
            .count());
  }

  @Test
  void anExecutionThatHasNoEndWasKilledOrStillRuns() {
    Dataset<Row> executions = RunHistory.executions(warehouse.read(Runs.definition()));
    // Tests begin records and end none: all but the newest were followed by another.
    assertEquals(0, executions.where(col("state").isin(Runs.FINISHED, Runs.FAILED)).count());
    assertEquals(1, executions.where(col("state").equalTo(RunHistory.UNFINISHED)).count());
    assertEquals(
        executions.count() - 1, executions.where(col("state").equalTo(RunHistory.KILLED)).count());
  }

  /** A night without its load. */
  private PredictJob.Result run(ForecastConfig of, Optional<LocalDate> asOf) {
    try (Lease lease = warehouse.lease(of.storage().leaseExpiry())) {
      ForecastPipeline pipeline = pipeline(of);
      AssembleJob.Result panel = pipeline.assemble(asOf);
      PredictJob.Result run = pipeline.predict(panel, pipeline.trainWhenDue(panel, Instant.EPOCH));
      if (!run.published()) {
        pipeline.features(panel, FeaturesJob.Rows.TRAINING_AND_FORECAST);
      }
      pipeline.evaluate(panel);
      pipeline.publish(panel, run, of.publication().channel(), Instant.EPOCH);
      return run;
    }
  }

  private ForecastPipeline pipeline(ForecastConfig of) {
    return new ForecastPipeline(
        warehouse, of, "test", TestRecord.begin(warehouse, of), Progress.silent());
  }

  private TableDefinition[] tables() {
    WarehouseIdentity identity = WarehouseViews.identity(config);
    return new TableDefinition[] {
      Observations.definition(identity.keys()),
      Covariates.definition(),
      SeriesTable.definition(identity.keys(), identity.attributes()),
      Loads.definition(),
      Panel.definition(),
      Features.definition(List.of()),
      Models.definition(),
      PredictJob.table(config),
      PredictJob.totals(config),
      Audits.definition(),
      Publications.definition(),
      Accuracy.definition()
    };
  }

  private Dataset<Row> current() {
    return WarehouseViews.current(
        WarehouseViews.ofChannel(warehouse.read(Publications.definition()), "production"),
        warehouse.read(PredictJob.table(config)));
  }

  private String currentRun() {
    List<Row> runs = current().select(Forecasts.RUN_ID).distinct().collectAsList();
    assertEquals(1, runs.size());
    return runs.get(0).getString(0);
  }

  private List<String> forecasts(String runId) {
    return warehouse
        .read(PredictJob.table(config))
        .where(col(Forecasts.RUN_ID).equalTo(runId))
        .collectAsList()
        .stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }

  private List<String> failedChecks(String runId) {
    return warehouse
        .read(Audits.definition())
        .where(col(Audits.RUN_ID).equalTo(runId).and(col(Audits.PASSED).equalTo(false)))
        .collectAsList()
        .stream()
        .map(row -> row.<String>getAs(Audits.CHECK))
        .toList();
  }
}
