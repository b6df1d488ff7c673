package io.demandforecast.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.panel.LaidPanel;
import io.demandforecast.progress.Progress;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.Models;
import io.demandforecast.testing.FilledWarehouse;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.testing.TestRecord;
import io.demandforecast.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a day did not know changes nothing of what is forecast as of that day. */
@Tag("slow")
class FuturePoisonIT extends SparkTest {
  private static final int AS_OF = 59;
  private static final int DAYS = 75;

  @TempDir Path folder;

  @SuppressWarnings("ArrayRecordComponent") // Taken apart by the test.
  private record Night(
      String panelId,
      List<String> panel,
      byte[] model,
      String champion,
      List<String> forecasts,
      List<String> totals) {}

  @Test
  void anotherFutureGivesTheSamePanelModelAndForecastsToTheBit() {
    ForecastConfig config = SmallShop.config();
    FilledWarehouse filled = new FilledWarehouse(spark(), folder.resolve("w"), config);
    SmallShop.open(filled, DAYS);
    Night clean = night(filled.warehouse(), config);
    SmallShop.poison(filled, AS_OF, DAYS);
    Night poisoned = night(filled.warehouse(), config);

    assertNotEquals(clean.panelId(), poisoned.panelId());
    Assertions.assertTrue(clean.champion().contains("mllib"), clean.champion());
    assertEquals(SmallShop.SERIES * SmallShop.HORIZON, clean.forecasts().size());
    assertEquals(clean.panel(), poisoned.panel());
    assertArrayEquals(clean.model(), poisoned.model());
    assertEquals(clean.forecasts(), poisoned.forecasts());
    assertEquals(clean.totals(), poisoned.totals());
    assertEquals(SmallShop.SERIES, clean.totals().size());
  }

  @Test
  void aCovariateThatIsNotKnownAheadIsCaughtWhereItIsDeclaredSo() {
    ForecastConfig leaking =
        SmallShop.config("inputs.visits.covariates.visitors.known-ahead = true");
    FilledWarehouse filled = new FilledWarehouse(spark(), folder.resolve("w"), leaking);
    SmallShop.open(filled, DAYS);
    Night clean = night(filled.warehouse(), leaking);
    SmallShop.poison(filled, AS_OF, DAYS);
    Night poisoned = night(filled.warehouse(), leaking);

    // The poison reaches the panel through the leak, so that the test above would fail.
    assertNotEquals(clean.panel(), poisoned.panel());
  }

  private static Night night(Warehouse warehouse, ForecastConfig config) {
    ForecastPipeline pipeline =
        new ForecastPipeline(
            warehouse, config, "test", TestRecord.begin(warehouse, config), Progress.silent());
    AssembleJob.Result panel = pipeline.assemble(Optional.of(SmallShop.day(AS_OF)));
    Row model = pipeline.train(panel);
    PredictJob.Result run = pipeline.predict(panel, model);
    return new Night(
        panel.panelId(),
        LaidPanel.rows(warehouse, config).stream().map(Row::toString).toList(),
        warehouse.readFile(model.<String>getAs(Models.FOLDER) + "/model.bin"),
        model.getAs(Models.CHAMPION),
        lines(
            warehouse
                .read(PredictJob.table(config))
                .where("run_id = '" + run.runId() + "'")
                .drop(Forecasts.RUN_ID, Forecasts.MODEL_VERSION)),
        lines(
            warehouse
                .read(PredictJob.totals(config))
                .where("run_id = '" + run.runId() + "'")
                .drop(Forecasts.RUN_ID, Forecasts.MODEL_VERSION)));
  }

  /** Rows in full, in order. */
  private static List<String> lines(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }
}
