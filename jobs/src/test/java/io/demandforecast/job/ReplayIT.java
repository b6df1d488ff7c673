package io.demandforecast.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.demandforecast.config.LoadedConfig;
import io.demandforecast.progress.Progress;
import io.demandforecast.table.Models;
import io.demandforecast.table.Observations;
import io.demandforecast.testing.FilledWarehouse;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.testing.TestRecord;
import io.demandforecast.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That a run comes out again to the bit whatever was loaded since, and what is told where not. */
@Tag("slow")
class ReplayIT extends SparkTest {
  private static final int OPEN = 57;
  private static final String SHUFFLE = "spark.sql.shuffle.partitions";

  @TempDir private Path folder;
  private FilledWarehouse filled;
  private LoadedConfig loaded;
  private int scratches;

  @ParameterizedTest
  @ValueSource(strings = {"mllib", "xgboost"})
  void aRunComesOutAgainToTheBit(String engine) {
    open("training.engine = " + engine);
    PredictJob.Result run = night(OPEN - 1, ForecastPipeline::train);
    Assertions.assertTrue(model(run).<String>getAs(Models.CHAMPION).contains(engine));
    correctAndGoOn();

    String before = spark().conf().get(SHUFFLE);
    spark().conf().set(SHUFFLE, "5");
    try {
      assertIdentical(replay(run, ReplayJob.Depth.TRAINING));
    } finally {
      spark().conf().set(SHUFFLE, before);
    }
  }

  @Test
  void runsOfAnOlderModelAndOfAnEarlierSearchComeOutAgain() {
    open(TWO_CANDIDATES);
    PredictJob.Result first = night(OPEN - 1, ForecastPipeline::train);
    correctAndGoOn();
    PredictJob.Result second =
        night(OPEN, (pipeline, panel) -> pipeline.trainWhenDue(panel, Instant.EPOCH));
    SmallShop.oneMoreDay(filled, OPEN + 1);
    PredictJob.Result third = night(OPEN + 1, ForecastPipeline::train);
    assertEquals(first.modelVersion(), second.modelVersion());
    assertEquals(first.modelVersion(), model(third).getAs(Models.SEARCH_OF));

    assertIdentical(replay(second, ReplayJob.Depth.TRAINING));
    assertIdentical(replay(second, ReplayJob.Depth.SCORING));
    assertIdentical(replay(third, ReplayJob.Depth.TRAINING));
  }

  @Test
  void theScratchWarehouseSeesNeitherForecastsNorModels() {
    open();
    night(OPEN - 1, ForecastPipeline::train);

    Warehouse scratch =
        Scratch.of(warehouse(), loaded.config(), folder.resolve("scratch").toString(), 1);

    assertFalse(scratch.exists(Models.definition()));
    assertFalse(scratch.exists(PredictJob.table(loaded.config())));
    Assertions.assertTrue(scratch.exists(Observations.definition(List.of("shop", "item"))));
    Dataset<Row> rows = scratch.read(Observations.definition(List.of("shop", "item")));
    Assertions.assertThrows(
        IllegalStateException.class,
        () -> scratch.append(Observations.definition(List.of("shop", "item")), rows));
  }

  @Test
  void aChangedObservationIsNamed() {
    open();
    PredictJob.Result run = night(OPEN - 1, ForecastPipeline::train);
    // Somebody wrote to the table: a row more, as if an old load had brought it.
    Dataset<Row> more =
        warehouse()
            .read(Observations.definition(List.of("shop", "item")))
            .where(functions.col(Observations.SERIES_ID).equalTo("North|tea"))
            .where(functions.col(Observations.PERIOD).equalTo(period(OPEN - 3)))
            .withColumn(Observations.QUANTITY, functions.lit(77.0))
            .withColumn(
                Observations.KNOWN_AT,
                functions.lit(java.sql.Date.valueOf(SmallShop.day(OPEN - 2))));
    warehouse().append(Observations.definition(List.of("shop", "item")), more);

    ReplayJob.Result result = replay(run, ReplayJob.Depth.SCORING);

    assertFalse(result.identical());
    assertEquals(Set.of("observations"), inputs(result));
    Assertions.assertTrue(result.tables().get(0).different() > 0);
    Assertions.assertTrue(inputs(replay(run, ReplayJob.Depth.TRAINING)).contains("observations"));
  }

  @Test
  void aChangedForecastIsFoundThoughNoInputMoved() {
    open();
    PredictJob.Result run = night(OPEN - 1, ForecastPipeline::train);
    spark()
        .sql(
            "UPDATE delta.`"
                + warehouse().location()
                + "/forecasts` SET mean = mean + 1e-9 WHERE series_id = 'North|jam' AND lead = 2");

    ReplayJob.Result result = replay(run, ReplayJob.Depth.SCORING);

    assertFalse(result.identical());
    assertEquals(Set.of(), inputs(result));
    TableComparison forecasts = result.tables().get(0);
    assertEquals(1, forecasts.different());
    Assertions.assertTrue(
        forecasts.first().get(0).startsWith("series_id North|jam, lead 2: mean "),
        forecasts.first().get(0));
  }

  private static final String TWO_CANDIDATES =
      """
      training.grid = [
        { trees = 3, depth = 2, step = 0.3, bins = 8, min-rows = 5 }
        { trees = 2, depth = 1, step = 0.2, bins = 8, min-rows = 5, target = level }
      ]
      """;

  private void open(String... settings) {
    loaded = SmallShop.loaded(settings);
    filled = new FilledWarehouse(spark(), folder.resolve("warehouse"), loaded.config());
    SmallShop.open(filled, OPEN);
  }

  /** A day more, a late row, a restated one, and another plan of what is to come. */
  private void correctAndGoOn() {
    filled.sold(SmallShop.day(20), 99, SmallShop.day(OPEN), "North", "tea");
    filled.sold(SmallShop.day(-3), 4, SmallShop.day(OPEN), "North", "ink");
    filled.covariate(
        "price",
        "series",
        "North|tea",
        SmallShop.day(OPEN),
        SmallShop.day(OPEN + 9),
        1.0,
        FilledWarehouse.ALWAYS);
    SmallShop.oneMoreDay(filled, OPEN);
  }

  /** How a night comes to its model. */
  private interface Training {
    Row model(ForecastPipeline pipeline, AssembleJob.Result panel);
  }

  private PredictJob.Result night(int day, Training training) {
    ForecastPipeline pipeline =
        new ForecastPipeline(
            warehouse(),
            loaded.config(),
            "test",
            TestRecord.begin(warehouse(), loaded),
            Progress.silent());
    AssembleJob.Result panel = pipeline.assemble(Optional.of(SmallShop.day(day)));
    PredictJob.Result run = pipeline.predict(panel, training.model(pipeline, panel));
    pipeline.publish(panel, run, "production", Instant.EPOCH);
    return run;
  }

  private ReplayJob.Result replay(PredictJob.Result run, ReplayJob.Depth depth) {
    return ReplayJob.run(
        new ReplayJob.Input(
            warehouse(),
            folder.resolve("scratch-" + scratches++).toString(),
            run.runId(),
            depth,
            TestRecord.execution(loaded.config(), ""),
            Progress.silent()));
  }

  private static void assertIdentical(ReplayJob.Result result) {
    assertEquals(List.of(), result.inputs());
    assertEquals(
        List.of(), result.tables().stream().flatMap(table -> table.first().stream()).toList());
    Assertions.assertTrue(result.identical());
    assertEquals(SmallShop.SERIES * SmallShop.HORIZON, result.tables().get(0).rows());
    assertEquals(SmallShop.SERIES * SmallShop.HORIZON, result.tables().get(0).replayed());
  }

  private static Set<String> inputs(ReplayJob.Result result) {
    return result.inputs().stream().map(ReplayJob.Moved::what).collect(Collectors.toSet());
  }

  private Row model(PredictJob.Result run) {
    return warehouse()
        .read(Models.definition())
        .where(functions.col(Models.MODEL_VERSION).equalTo(run.modelVersion()))
        .first();
  }

  private int period(int day) {
    LocalDate date = SmallShop.day(day);
    return loaded.config().frequency().periodOf(date);
  }

  private Warehouse warehouse() {
    return filled.warehouse();
  }
}
