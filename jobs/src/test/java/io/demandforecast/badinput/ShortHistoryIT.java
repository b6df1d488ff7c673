package io.demandforecast.badinput;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.job.PredictJob;
import io.demandforecast.job.RunJob;
import io.demandforecast.testing.SparkTest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
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
      publication.record-features = false
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

    List<Row> forecasts = forecasts(sandbox, "");

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

    ForecastException refusal = assertThrows(ForecastException.class, () -> forecasts(sandbox, ""));

    assertEquals(ExitCode.AUDIT_FAILED, refusal.exitCode());
    Assertions.assertTrue(
        refusal.getMessage().contains("100.0 % of the forecasts were made by a fallback"),
        refusal.getMessage());
    List<Row> forecasts = forecasts(sandbox, "publication.max-fallback-share = 1");
    assertEquals(28, forecasts.size());
    for (Row row : forecasts) {
      assertEquals(3, row.<Double>getAs("mean"));
      assertEquals("known_mean", row.getAs("source"));
      assertEquals("seasonal_naive: no finite number", row.getAs("reason"));
    }
  }

  @Test
  void oneConstantSeriesIsForecastExactly() {
    double[] sold = new double[90];
    Arrays.fill(sold, 5);

    for (Row row : forecasts(sandbox(sold), "")) {
      assertEquals(5, row.<Double>getAs("mean"));
      assertEquals(5, row.<Double>getAs("q05"));
      assertEquals(5, row.<Double>getAs("q95"));
    }
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

  private static List<Row> forecasts(Sandbox sandbox, String more) {
    ForecastConfig config = sandbox.config(SHOP, Sandbox.TINY_TRAINING, more);
    RunJob.Result night = sandbox.night(config, Optional.empty());
    return sandbox
        .warehouse(config)
        .read(PredictJob.table(config))
        .where(col("run_id").equalTo(night.run().runId()))
        .orderBy(col("lead"))
        .collectAsList();
  }
}
