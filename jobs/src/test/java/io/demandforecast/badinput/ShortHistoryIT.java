package io.demandforecast.badinput;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.job.AuditJob;
import io.demandforecast.job.PredictJob;
import io.demandforecast.job.PublishJob;
import io.demandforecast.job.RunJob;
import io.demandforecast.panel.OpenedPanel;
import io.demandforecast.table.Publications;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets of one series that give a model little or nothing to learn from. */
@Tag("slow")
class ShortHistoryIT extends SparkTest {
  private static final LocalDate FIRST = LocalDate.of(2024, 2, 1);
  private static final String SHOP =
      """
      name = short
      series.keys = [item]
      publication.record-features = none
      inputs.sales {
        path = sales.csv
        columns = [
          { name = day, type = date, required = true }
          { name = item }
          { name = sold, type = decimal }
        ]
        time.column = day
        quantity = sold
      }
      """;

  @TempDir Path folder;

  @Test
  void oneSeriesWithAHistoryShorterThanTheHorizonIsForecastByTheSeasonalNaive() {
    Sandbox sandbox = sandbox(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

    ForecastConfig config = config(sandbox, "");

    RunJob.Result night = sandbox.night(config, Optional.empty());

    List<Row> forecasts = forecasts(sandbox, config, night);
    assertEquals(28, forecasts.size());
    assertEquals(4, forecasts.get(0).<Double>getAs("mean"));
    assertEquals(10, forecasts.get(27).<Double>getAs("mean"));
    for (Row row : forecasts) {
      assertEquals("seasonal_naive", row.getAs("source"));
    }
  }

  @Test
  void aHistoryShorterThanASeasonIsPublishedWhereThePersonSaysThatAFallbackWillDo() {
    Sandbox sandbox = sandbox(2, 4);
    ForecastConfig willing = config(sandbox, "publication.max-fallback-share = 1");

    RunJob.Result night = sandbox.night(willing, Optional.empty());

    List<Row> forecasts = forecasts(sandbox, willing, night);
    assertEquals(28, forecasts.size());
    for (Row row : forecasts) {
      assertEquals(3, row.<Double>getAs("mean"));
      assertEquals("known_mean", row.getAs("source"));
      assertEquals("seasonal_naive: no finite number", row.getAs("reason"));
    }
    assertRefused(sandbox, config(sandbox, ""), night);
  }

  private static void assertRefused(Sandbox sandbox, ForecastConfig config, RunJob.Result night) {
    Warehouse warehouse = sandbox.warehouse(config);
    AuditJob.Result audit =
        AuditJob.run(
            new AuditJob.Input(
                warehouse,
                config,
                night.panel(),
                OpenedPanel.of(warehouse, config, night.panel().plan()),
                night.run().runId(),
                "other"));
    PublishJob.Input input =
        new PublishJob.Input(
            warehouse, config, night.panel(), night.run(), audit, "other", Instant.EPOCH);

    ForecastException refusal = assertThrows(ForecastException.class, () -> PublishJob.run(input));

    assertEquals(ExitCode.AUDIT_FAILED, refusal.exitCode());
    Assertions.assertTrue(
        refusal.getMessage().contains("100.0 % of the forecasts were made by a fallback")
            && refusal.getMessage().contains("widen the bound"),
        refusal.getMessage());
    assertEquals(1, warehouse.read(Publications.definition()).count());
  }

  private Sandbox sandbox(double... sold) {
    Sandbox sandbox = new Sandbox(spark(), folder);
    List<String> lines = new ArrayList<>(List.of("day,item,sold"));
    for (int i = 0; i < sold.length; i++) {
      lines.add(FIRST.plusDays(i) + ",only," + sold[i]);
    }
    sandbox.data("sales.csv", lines);
    return sandbox;
  }

  private static ForecastConfig config(Sandbox sandbox, String more) {
    return sandbox.config(SHOP, Sandbox.TINY_TRAINING, more);
  }

  private static List<Row> forecasts(Sandbox sandbox, ForecastConfig config, RunJob.Result night) {
    return sandbox
        .warehouse(config)
        .read(PredictJob.table(config))
        .where(col("run_id").equalTo(night.run().runId()))
        .orderBy(col("lead"))
        .collectAsList();
  }
}
