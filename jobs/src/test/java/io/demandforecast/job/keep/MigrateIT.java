package io.demandforecast.job.keep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.config.ConfigLoader;
import io.demandforecast.config.ConfigRequest;
import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.job.WarehouseViews;
import io.demandforecast.progress.Progress;
import io.demandforecast.table.Publications;
import io.demandforecast.testing.FailingProgress;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.testing.StoredWarehouse;
import io.demandforecast.warehouse.Lease;
import io.demandforecast.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class MigrateIT extends SparkTest {
  private static final Instant NOW = Instant.parse("2026-01-01T02:15:00Z");

  @TempDir Path folder;

  private final ForecastConfig config =
      new ConfigLoader()
          .load(ConfigRequest.of(Path.of("..", "conf", "datasets", "demo.conf")))
          .config();

  @Test
  void aWarehouseOfTheFormatBeforeIsReadBackedUpAndUpgradedButNotWritten() throws IOException {
    Path place = older();
    Map<String, String> before = StoredWarehouse.digests(spark(), place);
    String message =
        refusal(() -> Warehouse.existing(spark(), place.toString()).lease(Duration.ofMinutes(5)));
    Assertions.assertTrue(message.contains("forecast migrate"), message);
    refusal(() -> open(place));

    MigrateJob.Result result = migrate(place, Progress.silent());

    assertEquals(1, result.from());
    Assertions.assertTrue(
        result
            .added()
            .get("publications")
            .containsAll(List.of("published_by", "withdrawn_run", "reason")),
        result::toString);
    try (Lease lease = open(place).lease(Duration.ofMinutes(5))) {
      Row published = open(place).read(Publications.definition()).first();
      assertEquals(1L, published.<Long>getAs(Publications.SEQ));
    }
    assertEquals(
        2,
        Files.readString(place.resolve("_warehouse.json")).indexOf("format\":2"),
        "the marker names the format");
    assertEquals(Map.of(), migrate(place, Progress.silent()).added(), "twice is once");

    Path asItWas = folder.resolve("as-it-was");
    RestoreJob.run(
        new RestoreJob.Input(
            spark(),
            folder.resolve("backups").toString(),
            asItWas.toString(),
            Optional.of(result.backup().orElseThrow().id()),
            Progress.silent()));
    assertEquals(before, StoredWarehouse.digests(spark(), asItWas));
    refusal(() -> open(asItWas));
  }

  @Test
  void anUpgradeThatWasKilledAnywhereComesToTheSameWhenItIsRunAgain() {
    Path place = older();
    for (String stage : List.of("copy files", "upgrade publications", "upgrade accuracy", "mark")) {
      assertThrows(
          FailingProgress.Killed.class, () -> migrate(place, new FailingProgress(stage)), stage);
      refusal(() -> open(place));
    }
    migrate(place, Progress.silent());

    Path atOnce = folder.resolve("at-once");
    older(atOnce);
    migrate(atOnce, Progress.silent());
    assertEquals(StoredWarehouse.digests(spark(), atOnce), StoredWarehouse.digests(spark(), place));
    assertEquals(
        open(atOnce).contents().versions(),
        open(place).contents().versions(),
        "no step is done twice");
  }

  @Test
  void aWarehouseOfANewerFormatIsRefusedByAll() {
    Path place = StoredWarehouse.inFormat(older(), 99);
    for (Executable command :
        List.<Executable>of(
            () -> open(place),
            () -> Warehouse.existing(spark(), place.toString()),
            () -> migrate(place, Progress.silent()))) {
      String message = refusal(command);
      Assertions.assertTrue(message.contains("has format 99"), message);
    }
  }

  private Path older() {
    return older(folder.resolve("w"));
  }

  /** Publications as they were before it was known who published. */
  private Path older(Path place) {
    StoredWarehouse.unpack(place, "publications", "audits");
    String table = place.resolve("publications").toString();
    Dataset<Row> rows = spark().read().format("delta").load(table);
    rows.drop("published_by", "withdrawn_run", "reason")
        .write()
        .format("delta")
        .mode("overwrite")
        .option("overwriteSchema", "true")
        .save(table);
    return place;
  }

  private MigrateJob.Result migrate(Path place, Progress progress) {
    Warehouse warehouse =
        Warehouse.toMigrate(spark(), place.toString(), WarehouseViews.identity(config));
    return MigrateJob.run(
        new MigrateJob.Input(
            warehouse,
            config,
            Optional.of(folder.resolve("backups").toString()),
            NOW,
            "test",
            progress));
  }

  private Warehouse open(Path place) {
    return Warehouse.open(spark(), place.toString(), WarehouseViews.identity(config));
  }

  private static String refusal(Executable action) {
    ForecastException told = assertThrows(ForecastException.class, action);
    assertEquals(ExitCode.CONFIGURATION, told.exitCode(), told.getMessage());
    return told.getMessage();
  }
}
