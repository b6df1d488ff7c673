package io.demandforecast.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.config.LoadedConfig;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.learn.Explainer;
import io.demandforecast.progress.Progress;
import io.demandforecast.table.Models;
import io.demandforecast.testing.FilledWarehouse;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.testing.TestRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** That an explanation is of the number that was published, and adds up to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainIT extends SparkTest {
  private static final int OPEN = 57;
  private static final Map<String, String> TEA = Map.of("shop", "O'Hara|2", "item", "tea");

  @TempDir private static Path folder;
  private final LoadedConfig loaded =
      SmallShop.loaded("training.combine = true", "training.baselines = [naive, seasonal_naive]");
  private FilledWarehouse filled;
  private PredictJob.Result first;
  private PredictJob.Result second;
  private int scratches;

  private void twoNights() {
    if (filled != null) {
      return;
    }
    filled = new FilledWarehouse(spark(), folder.resolve("warehouse"), loaded.config());
    SmallShop.open(filled, OPEN);
    first = night(OPEN - 1);
    SmallShop.oneMoreDay(filled, OPEN);
    second = night(OPEN);
  }

  private PredictJob.Result night(int day) {
    ForecastPipeline pipeline =
        new ForecastPipeline(
            filled.warehouse(),
            loaded.config(),
            "test",
            TestRecord.begin(filled.warehouse(), loaded),
            Progress.silent());
    AssembleJob.Result panel = pipeline.assemble(Optional.of(SmallShop.day(day)));
    PredictJob.Result run = pipeline.predict(panel, pipeline.trainWhenDue(panel, Instant.EPOCH));
    pipeline.publish(panel, run, "production", Instant.EPOCH);
    return run;
  }

  @Test
  void thePartsAddUpToWhatIsPublished() {
    twoNights();
    ExplainJob.Result result = explain(TEA, SmallShop.day(OPEN + 3), Optional.empty());

    assertEquals(second.runId(), result.runId());
    assertEquals(3, result.lead());
    Assertions.assertTrue(result.exact());
    double sum = result.explanation().parts().stream().mapToDouble(Explainer.Part::units).sum();
    assertEquals(result.mean(), sum, 1e-9);
    Row model = filled.warehouse().read(Models.definition()).first();
    assertEquals(
        model.getList(model.fieldIndex(Models.FEATURES)).size(),
        result.explanation().features().size());
    assertEquals(3, result.quantiles().size());
    Assertions.assertTrue(
        result.explanation().parts().stream().anyMatch(part -> part.name().equals("own history")));
    assertEquals(2, result.explanation().baselines().size());
    assertEquals(42, result.recent().size());
    assertEquals(6.0, result.recent().get(41));
    assertEquals(SmallShop.HORIZON, result.ahead().size());
    assertEquals(result.mean(), result.ahead().get(result.lead() - 1));
  }

  @Test
  void whatWasForecastLastStandsBesideWhatHappened() {
    twoNights();
    ExplainJob.Result result = explain(TEA, SmallShop.day(OPEN + 3), Optional.empty());

    // Night one forecast the day that night two knows; nothing was published before.
    assertEquals(1, result.past().size());
    ExplainJob.Past past = result.past().get(0);
    assertEquals(SmallShop.day(OPEN), past.date());
    assertEquals(1, past.lead());
    assertEquals(6, past.actual());
  }

  @Test
  void aRunOfAnEarlierPanelIsExplainedToTheBit() {
    twoNights();
    ExplainJob.Result result = explain(TEA, SmallShop.day(OPEN + 1), Optional.of(first.runId()));

    assertEquals(first.runId(), result.runId());
    assertEquals(2, result.lead());
    Assertions.assertTrue(result.exact());
  }

  @Test
  void whatWasNotForecastIsToldApart() {
    twoNights();
    assertFails("a series is named by shop, item, not by item", Map.of("item", "tea"), OPEN + 1);
    assertFails("forecasts no series", Map.of("shop", "North", "item", "coffee"), OPEN + 1);
    assertFails("for 2024-03-30: its dates go from 2024-02-28 to 2024-03-03", TEA, 89);
  }

  private void assertFails(String words, Map<String, String> key, int day) {
    LocalDate date = SmallShop.day(day);
    ForecastException failure =
        assertThrows(ForecastException.class, () -> explain(key, date, Optional.empty()));
    Assertions.assertTrue(failure.getMessage().contains(words), failure.getMessage());
  }

  private ExplainJob.Result explain(Map<String, String> key, LocalDate date, Optional<String> run) {
    return ExplainJob.run(
        new ExplainJob.Input(
            filled.warehouse(),
            "production",
            key,
            date,
            0,
            run,
            folder.resolve("scratch-" + scratches++).toString(),
            TestRecord.execution(loaded.config(), ""),
            Progress.silent()));
  }
}
