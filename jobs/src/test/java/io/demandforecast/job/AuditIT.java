package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.panel.OpenedPanel;
import io.demandforecast.progress.Progress;
import io.demandforecast.table.Audits;
import io.demandforecast.table.Forecasts;
import io.demandforecast.testing.FilledWarehouse;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.testing.TestRecord;
import io.demandforecast.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A run that is spoilt on purpose, after one that was published. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("slow")
class AuditIT extends SparkTest {
  private static final Instant FIRST = Instant.parse("2024-02-27T04:00:00Z");

  @TempDir static Path folder;

  private final ForecastConfig config = SmallShop.config();
  private Warehouse warehouse;
  private ForecastPipeline pipeline;
  private AssembleJob.Result panel;
  private PredictJob.Result run;
  private Dataset<Row> whole;
  private String published;

  @BeforeAll
  void aPublishedRunAndOneToJudge() {
    runBefore();
    FilledWarehouse filled = new FilledWarehouse(spark(), folder.resolve("w"), config);
    warehouse = filled.warehouse();
    SmallShop.open(filled, 60);
    pipeline =
        new ForecastPipeline(
            warehouse, config, "test", TestRecord.begin(warehouse, config), Progress.silent());
    AssembleJob.Result before = pipeline.assemble(Optional.of(SmallShop.day(56)));
    PredictJob.Result first = pipeline.predict(before, pipeline.train(before));
    pipeline.publish(before, first, "production", FIRST);
    published = first.runId();
    panel = pipeline.assemble(Optional.of(SmallShop.day(58)));
    run = pipeline.predict(panel, pipeline.trained(panel, FIRST));
    pipeline.evaluate(panel);
    Dataset<Row> rows =
        warehouse.read(PredictJob.table(config)).where(col(Forecasts.RUN_ID).equalTo(run.runId()));
    whole = spark().createDataFrame(rows.collectAsList(), rows.schema());
  }

  @Test
  void aWholeRunIsComparedWithHistoryAndTheLastPublication() {
    AuditJob.Result audit = audit(rows -> rows);
    Assertions.assertTrue(audit.passed(), audit.findings()::toString);
    AuditJob.Finding last = audit.findings().get(5);
    assertEquals("total_near_last", last.check());
    // Days 59 to 61: the last publication's leads 3 to 5, and this one's 1 to 3.
    Assertions.assertTrue(last.message().contains(published + ", over 3 dates"), last.message());
    Assertions.assertTrue(last.value() > 0.5 && last.value() < 2, last::toString);
    List<Row> stored =
        warehouse
            .read(Audits.definition())
            .where(col(Audits.RUN_ID).equalTo(run.runId()))
            .collectAsList();
    assertEquals(8, stored.size());
    for (Row row : stored) {
      String expected = row.getAs(Audits.CHECK).equals("coverage") ? "warn" : "block";
      assertEquals(expected, row.getAs(Audits.SEVERITY));
      assertEquals(true, row.getAs(Audits.PASSED));
    }
  }

  @Test
  void whatIsSpoiltIsFoundAndTheLastPublicationStaysAndIsSaidToBeOld() {
    AuditJob.Result audit =
        audit(
            rows ->
                rows.where(col(Forecasts.LEAD).notEqual(lit(3)))
                    .withColumn("q50", spoilt(1, "q50", lit(null)))
                    .withColumn("q10", spoilt(2, "q10", lit(-1)))
                    .withColumn("q90", spoilt(4, "q90", lit(0)))
                    .withColumn(Forecasts.MEAN, col(Forecasts.MEAN).multiply(lit(2.6)))
                    .withColumn(Forecasts.REASON, lit("short")));
    assertEquals(
        List.of(
            "rows_complete",
            "no_null",
            "no_negative",
            "quantiles_ordered",
            "total_near_last",
            "fallback_share"),
        audit.findings().stream()
            .filter(AuditJob.Finding::blocks)
            .map(AuditJob.Finding::check)
            .toList());
    assertEquals(
        List.of(24.0, 1.0, 1.0),
        audit.findings().subList(0, 3).stream().map(AuditJob.Finding::value).toList());
    Instant later = FIRST.plus(Duration.ofHours(51));
    ForecastException refused =
        assertThrows(
            ForecastException.class,
            () ->
                PublishJob.run(
                    new PublishJob.Input(
                        warehouse, config, panel, run, audit, "production", later)));
    Assertions.assertTrue(
        refused
            .getMessage()
            .contains(
                "the last publication stays: run "
                    + published
                    + " as of 2024-02-26, published 2 days and 3 hours ago, 2 days of actuals behind"),
        refused.getMessage());
    PublicationAge age = StatusJob.run(new StatusJob.Input(warehouse, later)).current().get(0);
    assertEquals(published, age.runId());
    assertEquals(Duration.ofHours(51), age.age());
  }

  private AuditJob.Result audit(UnaryOperator<Dataset<Row>> spoil) {
    warehouse.replaceWhere(
        PredictJob.table(config), spoil.apply(whole), Forecasts.RUN_ID, run.runId());
    return AuditJob.run(
        new AuditJob.Input(
            warehouse,
            config,
            panel,
            OpenedPanel.of(warehouse, config, panel.plan()),
            run.runId(),
            "production"));
  }

  private static Column spoilt(int lead, String column, Column value) {
    return when(
            col(Forecasts.LEAD)
                .equalTo(lit(lead))
                .and(col(Forecasts.SERIES_ID).equalTo("North|tea")),
            value)
        .otherwise(col(column));
  }
}
