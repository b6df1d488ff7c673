package io.demandforecast.job.keep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.config.ConfigLoader;
import io.demandforecast.config.ConfigRequest;
import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.job.PredictJob;
import io.demandforecast.job.WarehouseViews;
import io.demandforecast.progress.Progress;
import io.demandforecast.table.Audits;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.Models;
import io.demandforecast.table.Panel;
import io.demandforecast.table.Publications;
import io.demandforecast.table.Quarantine;
import io.demandforecast.testing.FailingProgress;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.testing.StoredWarehouse;
import io.demandforecast.warehouse.TableCare;
import io.demandforecast.warehouse.Warehouse;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A published run; later ones, an unpublished one and models are made of it. */
@Tag("slow")
class MaintainIT extends SparkTest {
  @TempDir Path folder;

  private Path place;
  private ForecastConfig config;
  private String run;

  /** Two months after all was written. */
  private final Instant later = Instant.now().plus(Duration.ofDays(60));

  @BeforeEach
  void aWarehouse() {
    place =
        StoredWarehouse.inFormat(
            StoredWarehouse.unpack(
                folder.resolve("w"),
                "forecasts",
                "publications",
                "quarantine",
                "models",
                "model-files",
                "audits"),
            2);
    config = config();
    run = warehouse().read(Publications.definition()).first().getAs(Publications.RUN_ID);
  }

  @Test
  void oldVintagesKeepSelectedLeadsAndTheOthersAreArchivedFirst() {
    newerRuns(5);
    long whole = forecasts(warehouse()).where(ofRun(run)).count();
    Map<String, String> before = StoredWarehouse.digests(spark(), place);
    MaintainJob.Result looked = look();
    assertEquals(before, StoredWarehouse.digests(spark(), place), "a look changes nothing");
    Care thinning = only(looked, "retention", Forecasts.NAME);

    assertEquals(looked.cares(), maintain(Progress.silent()).cares());

    Dataset<Row> left = forecasts(warehouse()).where(ofRun(run));
    assertEquals(
        List.of(1, 7, 14, 28),
        left.select("lead").distinct().orderBy("lead").collectAsList().stream()
            .map(row -> row.getInt(0))
            .toList());
    Dataset<Row> archived = forecasts(archive()).where(ofRun(run));
    assertEquals(thinning.count(), archived.count());
    assertEquals(whole, left.count() + archived.count());
    assertEquals(6, forecasts(warehouse()).select("run_id").distinct().count());
    assertEquals(List.of(), of(maintain(Progress.silent()), "retention"), "twice is once");
    assertEquals(thinning.count(), forecasts(archive()).where(ofRun(run)).count());
  }

  @Test
  void theCurrentRunsOfAChannelStayWholeHoweverOld() {
    newerRuns(4);
    assertEquals(List.of(), of(look(), "retention"));
  }

  @Test
  void aRunWithTargetsToComeStaysWhole() {
    newerRuns(5);
    warehouse()
        .overwrite(
            Publications.definition(),
            warehouse()
                .read(Publications.definition())
                .withColumn("as_of", functions.expr("date'2025-12-30'")));
    assertEquals(List.of(), of(look(), "retention"));
  }

  @Test
  void rowsThatWereArchivedBeforeAKillAreArchivedOnce() {
    newerRuns(5);
    Care thinning = only(look(), "retention", Forecasts.NAME);
    Retention.Expired expired = new Retention(warehouse(), config, later).expired().get(0);
    archive().append(expired.table(), warehouse().read(expired.table()).where(expired.condition()));

    maintain(Progress.silent());

    assertEquals(thinning.count(), forecasts(archive()).count());
  }

  @Test
  void aRunThatWasNeverPublishedGoesWithItsTime() {
    copyOfRun("r-never");
    assertEquals(List.of(), of(lookAt(Instant.now()), "retention"), "it is young");
    Care care = only(look(), "retention", Forecasts.NAME);

    maintain(Progress.silent());

    assertEquals(0, forecasts(warehouse()).where(ofRun("r-never")).count());
    assertEquals(care.count(), forecasts(archive()).where(ofRun("r-never")).count());
    Assertions.assertTrue(forecasts(warehouse()).where(ofRun(run)).count() > 0);
  }

  @Test
  void rowsSetAsideGoWithTheirTime() {
    warehouse()
        .append(
            Quarantine.definition(),
            spark()
                .createDataFrame(
                    List.of(setAside(1, later.minus(Duration.ofDays(401))), setAside(2, later)),
                    Quarantine.definition().schema()));
    long before = warehouse().read(Quarantine.definition()).count();

    maintain(Progress.silent());

    assertEquals(before - 1, warehouse().read(Quarantine.definition()).count());
    assertEquals(1, archive().read(Quarantine.definition()).count());
  }

  @Test
  void modelsThatNothingNamesGoWithTheirFiles() {
    // Of the published run's alone, whatever is added below.
    Dataset<Row> published =
        spark()
            .createDataFrame(
                warehouse().read(Models.definition()).collectAsList(),
                Models.definition().schema());
    model(published, "m-old", 300);
    model(published, "m-searched", 200);
    model(
        published.withColumn("search_of", functions.lit("m-searched")),
        "m-newest-of-its-settings",
        100);
    warehouse().writeFile("model-files/m-left/model.bin", new byte[] {1});
    Assertions.assertTrue(
        only(look(), "registry", Models.NAME).what().contains("(1 models)"), look()::toString);

    maintain(Progress.silent());

    assertEquals(
        List.of("m-newest-of-its-settings", "m-searched"),
        warehouse()
            .read(Models.definition())
            .where("model_version LIKE 'm-%-settings' OR model_version IN ('m-old', 'm-searched')")
            .select("model_version")
            .orderBy("model_version")
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList());
    assertEquals(3, warehouse().read(Models.definition()).count(), "that of the published run");
    List<String> files = warehouse().files("model-files").stream().map(f -> f.path()).toList();
    assertEquals(4, files.size(), files::toString);
    Assertions.assertTrue(files.stream().noneMatch(file -> file.contains("m-old")));
    assertEquals(1, archive().files("model-files").size());
    assertEquals(1, archive().read(Models.definition()).count());
  }

  @Test
  void smallFilesArePutTogetherAndReadersOfTheVersionBeforeReadOn() {
    long files = warehouse().care(Audits.NAME).current().count() + 8;
    for (int i = 0; i < 8; i++) {
      audit("check " + i);
    }
    long version = warehouse().version(Audits.definition()).getAsLong();
    Dataset<Row> reading = warehouse().read(Audits.definition());
    long rows = reading.count();
    assertEquals(files, only(look(), "compaction", Audits.NAME).count());

    maintain(Progress.silent());

    assertEquals(1, warehouse().care(Audits.NAME).current().count());
    assertEquals(rows, reading.count());
    assertEquals(rows, at(Audits.NAME, version).count(), "named versions stay readable");
    assertEquals(List.of(), of(maintain(Progress.silent()), "compaction"));
  }

  @Test
  void filesThatNoVersionNeedsAreFreedAsTheLookSaid() {
    StoredWarehouse.unpack(place, "panel");
    StoredWarehouse.inFormat(place, 2);
    warehouse().overwrite(Panel.definition(), warehouse().read(Panel.definition()));
    Lifetimes lifetimes = new Lifetimes(config.maintenance());
    Vacuum vacuum = new Vacuum(warehouse(), lifetimes);
    assertEquals(0, vacuum.removable(Panel.NAME, Duration.ofDays(7), Instant.now()).count());
    Instant soon = Instant.now().plus(Duration.ofMinutes(1));
    TableCare.Files expected = vacuum.removable(Panel.NAME, Duration.ZERO, soon);
    Assertions.assertTrue(expected.count() >= 4, expected::toString);
    long rows = warehouse().read(Panel.definition()).count();

    assertEquals(expected, vacuum.remove(Panel.NAME, Duration.ZERO, soon));

    assertEquals(rows, warehouse().read(Panel.definition()).count());
    assertEquals(0, vacuum.remove(Panel.NAME, Duration.ZERO, soon).count());
  }

  @Test
  void versionsThatRunsOfTheReplayWindowNameAreNotFreed() {
    Vacuum vacuum = new Vacuum(warehouse(), new Lifetimes(config.maintenance()));
    ForecastException refusal =
        assertThrows(
            ForecastException.class, () -> vacuum.remove(Audits.NAME, Duration.ofDays(399), later));
    assertEquals(ExitCode.CONFIGURATION, refusal.exitCode());
    Assertions.assertTrue(refusal.getMessage().contains("replay-days"), refusal::getMessage);
  }

  @Test
  void maintenanceThatWasKilledGoesOn() {
    newerRuns(5);
    assertThrows(FailingProgress.Killed.class, () -> maintain(new FailingProgress("compaction")));
    assertEquals(List.of(), of(look(), "retention"));
    maintain(Progress.silent());
    for (String concern : List.of("retention", "registry", "compaction")) {
      assertEquals(List.of(), of(look(), concern));
    }
  }

  private ForecastConfig config() {
    return new ConfigLoader()
        .load(
            new ConfigRequest(
                Optional.of(Path.of("..", "conf", "datasets", "demo.conf")),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.of(place.toString()),
                Optional.empty()))
        .config();
  }

  private Warehouse warehouse() {
    return Warehouse.open(spark(), place.toString(), WarehouseViews.identity(config));
  }

  private Warehouse archive() {
    return Warehouse.open(spark(), place.toString() + "-archive", WarehouseViews.identity(config));
  }

  private MaintainJob.Result maintain(Progress progress) {
    return MaintainJob.run(new MaintainJob.Input(warehouse(), config, later, progress));
  }

  private MaintainJob.Result look() {
    return lookAt(later);
  }

  private MaintainJob.Result lookAt(Instant now) {
    return MaintainJob.look(new MaintainJob.Input(warehouse(), config, now, Progress.silent()));
  }

  private static List<Care> of(MaintainJob.Result result, String concern) {
    return result.cares().stream().filter(care -> care.concern().equals(concern)).toList();
  }

  private static Care only(MaintainJob.Result result, String concern, String table) {
    List<Care> found =
        of(result, concern).stream().filter(care -> care.table().equals(table)).toList();
    assertEquals(1, found.size(), result::toString);
    return found.get(0);
  }

  private Dataset<Row> forecasts(Warehouse of) {
    return of.read(PredictJob.table(config));
  }

  private static String ofRun(String runId) {
    return "run_id = '" + runId + "'";
  }

  /** Runs that were published after the stored one, a month after its targets. */
  private void newerRuns(int count) {
    Row publication = warehouse().read(Publications.definition()).first();
    for (int i = 1; i <= count; i++) {
      copyOfRun("r-" + i);
      warehouse()
          .append(
              Publications.definition(),
              StoredWarehouse.rows(
                  spark(),
                  Publications.definition(),
                  "production",
                  1L + i,
                  "r-" + i,
                  java.sql.Date.valueOf("2026-03-01"),
                  publication.getAs("model_version"),
                  publication.getAs("rows"),
                  publication.getAs("published_at"),
                  "somebody",
                  null,
                  null));
    }
  }

  private void copyOfRun(String runId) {
    warehouse()
        .append(
            PredictJob.table(config),
            forecasts(warehouse()).where(ofRun(run)).withColumn("run_id", functions.lit(runId)));
  }

  private void model(Dataset<Row> published, String version, int days) {
    warehouse()
        .append(
            Models.definition(),
            published
                .withColumn("model_version", functions.lit(version))
                .withColumn("config_hash", functions.lit("others"))
                .withColumn("search_hash", functions.lit("others"))
                .withColumn("as_of", functions.expr("date_sub(as_of, " + days + ")"))
                .withColumn("folder", functions.lit("model-files/" + version)));
    warehouse().writeFile("model-files/" + version + "/model.bin", new byte[] {1, 2});
  }

  private void audit(String check) {
    warehouse()
        .append(
            Audits.definition(),
            StoredWarehouse.rows(
                spark(), Audits.definition(), "r", check, 1.0, "none", true, "fine"));
  }

  private static Row setAside(long load, Instant at) {
    return RowFactory.create(
        load, "sales", "f.csv", 1L, null, "date", "no day", "x", Timestamp.from(at));
  }

  private Dataset<Row> at(String table, long version) {
    return spark()
        .read()
        .format("delta")
        .option("versionAsOf", version)
        .load(place.resolve(table).toString());
  }
}
