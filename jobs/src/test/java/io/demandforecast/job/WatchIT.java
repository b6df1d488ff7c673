package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.learn.Registry;
import io.demandforecast.progress.Progress;
import io.demandforecast.table.Drift;
import io.demandforecast.testing.FilledWarehouse;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.testing.TestRecord;
import io.demandforecast.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights of forty series that go on as they were, then are sold for half, and sell thrice. */
@Tag("slow")
class WatchIT extends SparkTest {
  private static final int SHOPS = 20;
  private static final int TRAINED = 60;
  private static final int QUIET = 62;
  private static final int LAST = 72;

  @TempDir Path folder;

  private final ForecastConfig config =
      SmallShop.config(
          "publication { min-total-ratio = 0, max-total-ratio = 99, max-ratio-to-last = 99 }",
          "publication.watch.retrain = true");
  private final Random random = new Random(9);
  private FilledWarehouse filled;
  private Warehouse warehouse;

  @Test
  void whatGoesOnIsSilentAndWhatChangesIsFound() {
    filled = new FilledWarehouse(spark(), folder.resolve("w"), config);
    warehouse = filled.warehouse();
    open();

    for (int day = TRAINED; day <= QUIET; day++) {
      WatchJob.Result quiet = night(day);
      assertEquals(List.of(), quiet.breaches(), "day " + day);
      Assertions.assertTrue(quiet.measured() > 20);
    }
    assertEquals(1, models());

    changed();
    List<String> breaches = night(QUIET + 1).breaches();
    Assertions.assertTrue(
        breaches.stream().anyMatch(text -> text.startsWith("psi of feature price")),
        breaches::toString);
    List<Row> stored = drift(QUIET + 1).stream().filter(row -> row.getAs(Drift.BREACHED)).toList();
    assertEquals(breaches.size(), stored.size());
    for (Row row : stored) {
      Assertions.assertTrue(row.<Double>getAs(Drift.VALUE) > row.<Double>getAs(Drift.THRESHOLD));
    }

    // The next night trains, though the model is four days old and may be thirty.
    night(QUIET + 2);
    assertEquals(2, models());
    night(QUIET + 2);
    assertEquals(2, models());

    // What was published on these nights reaches to the seventh day after the change.
    night(LAST);
    Row coverage =
        drift(LAST).stream()
            .filter(row -> row.getAs(Drift.METRIC).equals("coverage"))
            .filter(row -> row.getAs(Drift.SEGMENT).equals("all"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        (QUIET + 2 + SmallShop.HORIZON - TRAINED) * 2L * SHOPS, coverage.<Long>getAs(Drift.ROWS));
    Assertions.assertTrue(coverage.<Double>getAs(Drift.VALUE) < 0.6, coverage::toString);
    assertEquals(
        SHOPS + 1L,
        drift(LAST).stream().filter(row -> row.getAs(Drift.METRIC).equals("coverage")).count());
  }

  private List<Row> drift(int day) {
    return warehouse
        .read(Drift.definition())
        .where(col(Drift.AS_OF).equalTo(java.sql.Date.valueOf(SmallShop.day(day))))
        .collectAsList();
  }

  private int models() {
    return new Registry(warehouse).all(config.hash(), SmallShop.day(200)).size();
  }

  private WatchJob.Result night(int day) {
    ForecastPipeline pipeline =
        new ForecastPipeline(
            warehouse, config, "test", TestRecord.begin(warehouse, config), Progress.silent());
    AssembleJob.Result panel = pipeline.assemble(Optional.of(SmallShop.day(day)));
    Row model = pipeline.trainWhenDue(panel, Instant.EPOCH);
    PredictJob.Result run = pipeline.predict(panel, model);
    WatchJob.Result watched = pipeline.watch(panel, run, model, pipeline.evaluate(panel));
    pipeline.publish(panel, run, "production", Instant.EPOCH);
    return watched;
  }

  private void open() {
    for (int shop = 0; shop < SHOPS; shop++) {
      for (String item : List.of("tea", "jam")) {
        filled.series("S" + shop, item);
        for (int i = 0; i < QUIET + 30; i++) {
          double price = 2 - (random.nextInt(6) == 0 ? 0.5 : 0);
          price("S" + shop, item, i, price);
          if (i <= QUIET) {
            double sold =
                (item.equals("tea") ? 12 : 7) + (i % 7 == 5 ? 3 : 0) + 2 * random.nextGaussian();
            filled.sold(SmallShop.day(i), Math.max(0, Math.rint(sold)), "S" + shop, item);
          }
        }
      }
    }
    filled.load();
  }

  private void changed() {
    for (int shop = 0; shop < SHOPS; shop++) {
      for (String item : List.of("tea", "jam")) {
        for (int i = QUIET + 1; i < QUIET + 30; i++) {
          price("S" + shop, item, i, 1);
          if (i <= LAST) {
            filled.sold(SmallShop.day(i), 30, "S" + shop, item);
          }
        }
      }
    }
    filled.load();
  }

  private void price(String shop, String item, int day, double price) {
    filled.covariate(
        "price",
        "series",
        FilledWarehouse.id(shop, item),
        SmallShop.day(day),
        SmallShop.day(day),
        price,
        FilledWarehouse.ALWAYS);
  }
}
