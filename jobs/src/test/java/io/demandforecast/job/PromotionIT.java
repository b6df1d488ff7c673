package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.learn.Registry;
import io.demandforecast.learn.RowSampler;
import io.demandforecast.learn.Scorer;
import io.demandforecast.learn.TrainingPlan;
import io.demandforecast.panel.OpenedPanel;
import io.demandforecast.progress.Progress;
import io.demandforecast.table.Promotions;
import io.demandforecast.testing.FilledWarehouse;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.testing.TestRecord;
import io.demandforecast.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights of a shop that trains every five days and judges a model by the three days after it. */
@Tag("slow")
class PromotionIT extends SparkTest {
  private static final String NIGHTS = "training { retrain-after-days = 5 }";
  private static final ForecastConfig ANY_GAIN =
      SmallShop.config(
          NIGHTS,
          "training.promotion { windows = 3, min-gain = -1, max-bias-loss = 10, max-coverage-loss = 1 }");
  private static final ForecastConfig LARGE_GAIN =
      SmallShop.config(NIGHTS, "training.promotion { windows = 3, min-gain = 0.9 }");
  private static final ForecastConfig NEWEST =
      SmallShop.config(NIGHTS, "training.promotion.policy = newest");

  @TempDir Path folder;

  private Warehouse warehouse;

  @Test
  void aModelForecastsOnceItHasBeatenTheChampion() {
    FilledWarehouse filled = new FilledWarehouse(spark(), folder.resolve("w"), ANY_GAIN);
    warehouse = filled.warehouse();
    SmallShop.open(filled, 64);

    String first = night(ANY_GAIN, 50);
    Row decision = decisions(1);
    assertEquals(first, decision.getAs(Promotions.MODEL_VERSION));
    assertNull(decision.getAs(Promotions.CHAMPION));
    assertEquals(Promotions.PROMOTED, decision.getAs(Promotions.DECISION));
    assertEquals(first, night(ANY_GAIN, 52));

    // A challenger is trained, and the champion goes on until the third day after it.
    assertEquals(first, night(ANY_GAIN, 55));
    assertEquals(first, night(ANY_GAIN, 57));
    decisions(1);
    String second = night(ANY_GAIN, 58);
    assertNotEquals(first, second);
    decision = decisions(2);
    assertEquals(second, decision.getAs(Promotions.MODEL_VERSION));
    assertEquals(first, decision.getAs(Promotions.CHAMPION));
    assertEquals(java.sql.Date.valueOf(SmallShop.day(58)), decision.getAs(Promotions.AS_OF));
    var figures = decision.<String, Double>getJavaMap(decision.fieldIndex(Promotions.FIGURES));
    assertEquals(3.0, figures.get("windows"));
    // Six series, from the origin 55 three leads, from 56 two, from 57 one.
    assertEquals(36.0, figures.get("forecasts"));
    assertEquals(second, night(ANY_GAIN, 58));
    decisions(2);

    // A night gone by has the model that it had.
    assertEquals(first, night(ANY_GAIN, 56));
    decisions(2);

    assertEquals(second, night(LARGE_GAIN, 60));
    assertEquals(second, night(LARGE_GAIN, 63));
    decision = decisions(3);
    String third = decision.getAs(Promotions.MODEL_VERSION);
    assertEquals(Promotions.REFUSED, decision.getAs(Promotions.DECISION));
    Assertions.assertTrue(
        decision.<String>getAs(Promotions.REASON).contains("not surely more than 90.00 %"),
        decision.toString());
    assertEquals(
        0.9,
        decision
            .<String, Double>getJavaMap(decision.fieldIndex(Promotions.THRESHOLDS))
            .get("gain"));

    aPersonTakesThePromotionBack(first, second);
    assertEquals(third, night(NEWEST, 63));
    assertEquals("training.promotion.policy = newest", decisions(5).getAs(Promotions.REASON));
    aModelGainsNothingOverItself();
  }

  private void aPersonTakesThePromotionBack(String first, String second) {
    PromoteJob.Result back = promote(first);
    assertEquals(Optional.of(second), back.before());
    Assertions.assertTrue(back.changed());
    Assertions.assertFalse(promote(first).changed());
    assertEquals("too low on Sundays", decisions(4).getAs(Promotions.REASON));
    assertEquals(first, night(LARGE_GAIN, 63));
    decisions(4);
    ForecastException unknown = assertThrows(ForecastException.class, () -> promote("m-none"));
    Assertions.assertTrue(unknown.getMessage().startsWith("there is no model m-none"));
  }

  private void aModelGainsNothingOverItself() {
    AssembleJob.Result panel = pipeline(ANY_GAIN).assemble(Optional.of(SmallShop.day(63)));
    TrainingPlan plan = TrainingPlan.of(ANY_GAIN, panel.plan());
    Registry registry = new Registry(warehouse);
    Row model = registry.newest(ANY_GAIN.hash(), SmallShop.day(63)).orElseThrow();
    Scorer scorer = Scorer.of(registry.load(model), plan);
    ShadowScores scores =
        new ShadowForecasts(
                scorer, scorer, plan.seasonalNaive(), panel.origin() - 3, panel.origin(), 5)
            .of(OpenedPanel.of(warehouse, ANY_GAIN, panel.plan()).sample(100, RowSampler::draw));
    assertEquals(0, scores.gainOver(ShadowScores.Who.CHAMPION).gain());
    assertEquals(36, scores.count());
    Assertions.assertTrue(scores.wape(ShadowScores.Who.CHALLENGER) > 0);
  }

  private PromoteJob.Result promote(String model) {
    return PromoteJob.run(
        new PromoteJob.Input(warehouse, model, "too low on Sundays", Instant.EPOCH));
  }

  /** The model that a night forecasts with. */
  private String night(ForecastConfig config, int day) {
    ForecastPipeline pipeline = pipeline(config);
    return ForecastPipeline.version(
        pipeline.trainWhenDue(pipeline.assemble(Optional.of(SmallShop.day(day))), Instant.EPOCH));
  }

  private ForecastPipeline pipeline(ForecastConfig config) {
    return new ForecastPipeline(
        warehouse, config, "test", TestRecord.begin(warehouse, config), Progress.silent());
  }

  /** The last of so many decisions. */
  private Row decisions(int expected) {
    List<Row> rows =
        warehouse.read(Promotions.definition()).orderBy(col(Promotions.SEQ)).collectAsList();
    assertEquals(expected, rows.size(), rows::toString);
    return rows.get(expected - 1);
  }
}
