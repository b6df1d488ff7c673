package io.demandforecast.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.progress.Progress;
import io.demandforecast.table.Features;
import io.demandforecast.table.Models;
import io.demandforecast.testing.FilledWarehouse;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.testing.TestRecord;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration that leaves the engine to a trial, on the panel of a small shop. */
@Tag("slow")
class EngineChoiceIT extends SparkTest {
  private static final int NIGHTS = 60;
  private static final String AUTO = "training.engine = auto, training.tune = first";

  @TempDir Path folder;

  @Test
  void aModelOfAutoIsThatOfTheEngineItChoseAndItsRecordPinsTheChoice() {
    FilledWarehouse filled =
        new FilledWarehouse(spark(), folder.resolve("w"), SmallShop.config(AUTO));
    SmallShop.open(filled, NIGHTS);
    LocalDate day = SmallShop.day(NIGHTS - 4);

    Row chosen = train(filled, SmallShop.config(AUTO), day);
    String engine = chosen.getAs(Models.ENGINE);
    String reason = chosen.getAs(Models.ENGINE_CHOICE);
    Assertions.assertTrue(List.of("xgboost", "mllib").contains(engine), engine);
    Assertions.assertTrue(reason.endsWith("all 2 candidates judged"), reason);

    // Named, the engine gives the same model to the bit.
    Row named = train(filled, SmallShop.config("training.engine = " + engine), day);
    assertNotEquals(
        chosen.<String>getAs(Models.MODEL_VERSION), named.<String>getAs(Models.MODEL_VERSION));
    assertEquals(chosen.<String>getAs(Models.CHECKSUM), named.<String>getAs(Models.CHECKSUM));
    assertNull(named.getAs(Models.ENGINE_CHOICE));

    // Later models of the same search take over what was chosen, and by which model.
    Row later = train(filled, SmallShop.config(AUTO), SmallShop.day(NIGHTS - 2));
    assertEquals(engine, later.getAs(Models.ENGINE));
    String pinned = "as chosen for " + chosen.getAs(Models.MODEL_VERSION) + ": " + reason;
    assertEquals(pinned, later.getAs(Models.ENGINE_CHOICE));
    Row last = train(filled, SmallShop.config(AUTO), SmallShop.day(NIGHTS - 1));
    assertEquals(pinned, last.getAs(Models.ENGINE_CHOICE));
    assertEquals(Optional.of(pinned), TrainJob.engineChoice(last));

    // The rows of the features table are those of the engine that was chosen.
    ForecastConfig config = SmallShop.config(AUTO);
    ForecastPipeline pipeline = pipeline(filled, config);
    AssembleJob.Result panel = pipeline.assemble(Optional.empty());
    pipeline.features(panel, FeaturesJob.Rows.TRAINING_AND_FORECAST);
    long trained =
        spark()
            .read()
            .format("delta")
            .load(filled.warehouse().location() + "/" + Features.NAME)
            .where("purpose = 'training'")
            .count();
    assertEquals(last.<Long>getAs(Models.TRAINING_ROWS), trained);
  }

  private static Row train(FilledWarehouse filled, ForecastConfig config, LocalDate asOf) {
    ForecastPipeline pipeline = pipeline(filled, config);
    return pipeline.train(pipeline.assemble(Optional.of(asOf)));
  }

  private static ForecastPipeline pipeline(FilledWarehouse filled, ForecastConfig config) {
    return new ForecastPipeline(
        filled.warehouse(),
        config,
        "test",
        TestRecord.begin(filled.warehouse(), config),
        Progress.silent());
  }
}
