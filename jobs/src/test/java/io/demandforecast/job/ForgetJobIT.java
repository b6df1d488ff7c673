package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.LoadedConfig;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.job.keep.BackupJob;
import io.demandforecast.job.keep.ForgetJob;
import io.demandforecast.job.keep.RestoreJob;
import io.demandforecast.job.report.StoredPages;
import io.demandforecast.progress.Progress;
import io.demandforecast.source.PersonalKey;
import io.demandforecast.table.Drift;
import io.demandforecast.table.Erasures;
import io.demandforecast.table.KnownLines;
import io.demandforecast.table.Loads;
import io.demandforecast.table.Quarantine;
import io.demandforecast.table.TableDefinition;
import io.demandforecast.testing.FailingProgress;
import io.demandforecast.testing.FilledWarehouse;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.testing.TestRecord;
import io.demandforecast.testing.WarehouseSearch;
import io.demandforecast.warehouse.Warehouse;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Published nights of a small shop in which one shop's name stands everywhere it can, then the shop
 * is forgotten, by a process that is killed twice.
 */
@Tag("slow")
class ForgetJobIT extends SparkTest {
  private static final String SHOP = "O'Hara|2";

  /** What is looked for: it is part of no other word. */
  private static final String PLANTED = "Hara";

  private static final String KEY = "shop";
  private static final Instant NOW = Instant.parse("2026-03-01T04:00:00Z");

  /** Tables whose rows are about a key, and tables that have nothing to do with one. */
  private static final List<String> OTHERS_STAY =
      List.of(
          "observations",
          "covariates",
          "series",
          "forecasts",
          "forecast_totals",
          "accuracy",
          "drift",
          "models",
          "audits",
          "publications");

  @TempDir Path folder;

  private final LoadedConfig loaded =
      SmallShop.loaded(
          "inputs.sales.rules.big { check = allowed, column = shop, values = [\"O'Hara|2\", North] }");
  private final ForecastConfig config = loaded.config();
  private Warehouse warehouse;
  private Warehouse archive;
  private FilledWarehouse filled;

  @Test
  void noFileOfTheWarehouseHoldsAForgottenKey() {
    filled = new FilledWarehouse(spark(), folder.resolve("w"), config);
    warehouse = filled.warehouse();
    openNorthern();
    PredictJob.Result before = night(SmallShop.day(40), SmallShop.loaded());
    SmallShop.open(filled, 60);
    PredictJob.Result first = night(SmallShop.day(56), loaded);
    plant();
    PredictJob.Result second = night(SmallShop.day(59), loaded);
    backUp();
    Set<String> holding = tablesHolding("w");
    assertEquals(
        Set.of(
            "accuracy",
            "covariates",
            "drift",
            "features",
            "forecast_totals",
            "forecasts",
            "loads",
            "observations",
            "panel",
            "quarantine",
            "reports",
            "runs",
            "series"),
        holding);
    assertEquals(Set.of("forecasts", "quarantine"), tablesHolding("w-archive"));
    Assertions.assertTrue(
        WarehouseSearch.holding(folder.resolve("w/accuracy/_delta_log"), PLANTED).stream()
            .anyMatch(file -> file.endsWith(".json")),
        "bounds of columns stand in a log");
    Map<String, String> others = others();

    ForgetJob.Result looked = ForgetJob.look(input("request 17", Progress.silent()));

    assertEquals(holding, tablesHolding("w"));
    assertFalse(warehouse.exists(Erasures.definition()));
    assertEquals(Set.of(first.runId(), second.runId()), looked.endedRuns());
    assertEquals(180L, looked.rows().get("observations"));
    assertEquals(2L, looked.rows().get("quarantine"));
    assertEquals(1L, looked.rows().get("drift"));
    assertEquals(1L, looked.rows().get("archive/quarantine"));
    assertEquals(Map.of(place("backups"), List.of("b-20260301-030000")), looked.backups());

    killedAt("erase earlier versions");
    killedAt("record");
    ForgetJob.Result finished = ForgetJob.run(input("request 17", Progress.silent()));

    Assertions.assertTrue(finished.resumed());
    assertEquals(looked.endedRuns(), finished.endedRuns());
    assertEquals(looked.rows(), finished.rows());
    assertEquals(Set.of(), WarehouseSearch.holding(folder.resolve("w"), PLANTED));
    assertEquals(Set.of(), WarehouseSearch.holding(folder.resolve("w-archive"), PLANTED));
    assertEquals(others, others());
    assertEquals(
        Map.of("started", 3L, "finished", 1L),
        Map.of("started", events("started"), "finished", events("finished")));
    List<Row> quarantine =
        warehouse.read(Quarantine.definition()).orderBy(col("line")).collectAsList();
    assertEquals("(erased)", quarantine.get(0).getAs(Quarantine.REASON));
    Assertions.assertNull(quarantine.get(0).getAs(Quarantine.RAW));
    assertEquals("(erased)", quarantine.get(1).getAs(Quarantine.REASON));
    assertEquals("2024-01-03,North,tea,many,2", quarantine.get(2).getAs(Quarantine.RAW));
    assertEquals(0L, warehouse.read(KnownLines.definition()).count());

    ForgetJob.Result again = ForgetJob.run(input("request 17", Progress.silent()));

    assertFalse(again.isAnything());
    assertEquals(looked.backups(), again.backups());
    assertEquals(4L, warehouse.read(Erasures.definition()).count());

    ForecastException ended =
        assertThrows(ForecastException.class, () -> replay(second.runId(), "ended"));
    Assertions.assertTrue(ended.getMessage().contains("an erasure on 2026-03-01"));
    Assertions.assertTrue(replay(before.runId(), "not-ended").identical());

    SmallShop.oneMoreNorthern(filled, 60);
    PredictJob.Result next = night(SmallShop.day(60), loaded);
    assertEquals(3 * SmallShop.HORIZON, next.rows());
    assertEquals(Set.of(), WarehouseSearch.holding(folder.resolve("w/observations"), PLANTED));
    aRestoreSaysWhatIsToBeForgottenAgain();
  }

  @Test
  void whatIsNoKeyAndAReasonThatTellsAreRefused() {
    warehouse = new FilledWarehouse(spark(), folder, config).warehouse();
    ForecastException telling =
        assertThrows(
            ForecastException.class,
            () -> ForgetJob.run(input("o'hara|2 asked for it", Progress.silent())));
    Assertions.assertTrue(telling.getMessage().contains("the reason says the value"));
    ForecastException other =
        assertThrows(
            ForecastException.class,
            () ->
                ForgetJob.look(
                    new ForgetJob.Input(
                        warehouse,
                        Optional.empty(),
                        List.of("shop", "item"),
                        "town",
                        Set.of("x"),
                        "d",
                        "why",
                        List.of(),
                        StoredPages.of(warehouse, config),
                        NOW,
                        Progress.silent())));
    Assertions.assertTrue(other.getMessage().contains("expected one of shop, item"));
  }

  private ReplayJob.Result replay(String run, String scratch) {
    return ReplayJob.run(
        new ReplayJob.Input(
            warehouse,
            place(scratch),
            run,
            ReplayJob.Depth.SCORING,
            TestRecord.execution(config, ""),
            Progress.silent()));
  }

  private void aRestoreSaysWhatIsToBeForgottenAgain() {
    RestoreJob.Result restored =
        RestoreJob.run(
            new RestoreJob.Input(
                spark(), place("backups"), place("restored"), Optional.empty(), Progress.silent()));
    assertEquals(1, restored.erasures().size());
    assertEquals("request 17", restored.erasures().get(0).reason());
    assertEquals(NOW, restored.erasures().get(0).at());
    assertFalse(WarehouseSearch.holding(folder.resolve("restored"), PLANTED).isEmpty());
  }

  private void killedAt(String stage) {
    assertThrows(
        FailingProgress.Killed.class,
        () -> ForgetJob.run(input("request 17", new FailingProgress(stage))));
  }

  private ForgetJob.Input input(String reason, Progress progress) {
    return new ForgetJob.Input(
        warehouse,
        Optional.ofNullable(archive),
        List.of("shop", "item"),
        KEY,
        Set.of(SHOP),
        PersonalKey.none().digest(KEY + "=" + SHOP),
        reason,
        List.of(place("backups"), place("no-backups")),
        StoredPages.of(warehouse, config),
        NOW,
        progress);
  }

  /** Days of the other shop alone: a run of them knows nothing that is forgotten. */
  private void openNorthern() {
    for (String item : List.of("tea", "jam", "ink")) {
      filled.series("North", item);
      for (int i = 0; i <= 40; i++) {
        filled.sold(SmallShop.day(i), 5 + i % 7, "North", item);
      }
    }
    filled.load();
  }

  /** Texts that mention the shop, rows of the archive, and rows that were there before. */
  private void plant() {
    Timestamp at = Timestamp.from(Instant.EPOCH);
    warehouse.append(
        Quarantine.definition(),
        rows(
            Quarantine.definition(),
            aside(7L, "column units 'many' is not a number", "2024-01-03,O'Hara|2,tea,many,2"),
            aside(8L, "series 'O'Hara\\|2|tea' has no row from 2024-01-03 to 2024-01-04", null),
            aside(9L, "column units 'many' is not a number", "2024-01-03,North,tea,many,2")));
    warehouse.append(
        KnownLines.definition(),
        rows(KnownLines.definition(), RowFactory.create(1L, List.of(2L), "basis", 1L)));
    warehouse.append(
        Drift.definition(),
        rows(
            Drift.definition(),
            RowFactory.create(
                "r-1",
                "coverage",
                KEY,
                SHOP,
                "",
                0.5,
                0.8,
                true,
                9L,
                Date.valueOf("2024-02-20"),
                "m"),
            RowFactory.create(
                "r-1",
                "coverage",
                KEY,
                "North",
                "",
                0.9,
                0.8,
                false,
                9L,
                Date.valueOf("2024-02-20"),
                "m")));
    RunRecord.begin(warehouse, TestRecord.execution(config, ""))
        .failed(4, "input sales: shop 'O'Hara|2' is not allowed", Map.of());
    // A load that never was: its rows are only in the past of the table.
    warehouse.replaceWhere(
        Loads.definition(),
        warehouse.read(Loads.definition()).withColumn(Loads.FILE, lit("shop=O'Hara|2/s.csv")),
        Loads.INPUT,
        "sales");
    // A table of an older version keeps bounds of texts in its log.
    spark()
        .sql(
            "ALTER TABLE delta.`"
                + place("w/accuracy")
                + "` UNSET TBLPROPERTIES ('delta.dataSkippingStatsColumns')");
    archive = Warehouse.open(spark(), place("w-archive"), WarehouseViews.identity(config));
    archive.append(PredictJob.table(config), warehouse.read(PredictJob.table(config)));
    archive.append(
        Quarantine.definition(),
        rows(Quarantine.definition(), aside(3L, "not a number", "2023-01-03,O'Hara|2,tea,x,2")));
  }

  private static Row aside(long line, String reason, String raw) {
    return RowFactory.create(
        1L, "sales", "s.csv", line, null, "type", reason, raw, Timestamp.from(Instant.EPOCH));
  }

  private Dataset<Row> rows(TableDefinition table, Row... rows) {
    return spark().createDataFrame(List.of(rows), table.schema());
  }

  private PredictJob.Result night(LocalDate asOf, LoadedConfig settings) {
    ForecastPipeline pipeline =
        new ForecastPipeline(
            warehouse,
            settings.config(),
            "test",
            TestRecord.begin(warehouse, settings),
            Progress.silent());
    AssembleJob.Result panel = pipeline.assemble(Optional.of(asOf));
    PredictJob.Result run = pipeline.predict(panel, pipeline.trainWhenDue(panel, Instant.EPOCH));
    pipeline.features(panel, FeaturesJob.Rows.FORECAST);
    pipeline.publish(panel, run, "production", Instant.EPOCH);
    pipeline.evaluate(panel);
    assertEquals(Optional.empty(), pipeline.report(panel, run).problem());
    return run;
  }

  private void backUp() {
    BackupJob.run(
        new BackupJob.Input(
            warehouse,
            place("backups"),
            BackupJob.Known.BY_NAME,
            Optional.empty(),
            Instant.parse("2026-03-01T03:00:00Z"),
            "test",
            Progress.silent()));
  }

  /** Of each table a number and a digest of the rows that do not hold the shop. */
  private Map<String, String> others() {
    Map<String, String> digests = new TreeMap<>();
    for (String table : OTHERS_STAY) {
      Row digest =
          warehouse
              .written(table)
              .orElseThrow()
              .select(functions.expr("to_json(struct(*))").as("row"))
              .where(functions.not(col("row").contains(PLANTED)))
              .selectExpr("count(*)", "sum(cast(xxhash64(row) AS decimal(38,0)))")
              .first();
      digests.put(table, digest.get(0) + " rows, " + digest.get(1));
    }
    return digests;
  }

  private long events(String event) {
    return warehouse
        .read(Erasures.definition())
        .where(col(Erasures.EVENT).equalTo(lit(event)))
        .count();
  }

  private String place(String name) {
    return folder.resolve(name).toString();
  }

  private Set<String> tablesHolding(String place) {
    Set<String> tables = new TreeSet<>();
    WarehouseSearch.holding(folder.resolve(place), PLANTED)
        .forEach(file -> tables.add(file.split("/", 2)[0]));
    return tables;
  }
}
