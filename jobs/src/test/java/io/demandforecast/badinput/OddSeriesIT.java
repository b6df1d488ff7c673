package io.demandforecast.badinput;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.AuditJob;
import io.demandforecast.job.PredictJob;
import io.demandforecast.job.RunJob;
import io.demandforecast.panel.OpenedPanel;
import io.demandforecast.testing.SparkTest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Series that are hard to forecast, among six like any other: constant, never sold, seen once,
 * younger than a season or than the horizon, and a price that does not reach ahead. The last day of
 * actuals is a leap day.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class OddSeriesIT extends SparkTest {
  private static final LocalDate FIRST = LocalDate.of(2023, 12, 1);
  private static final LocalDate LEAP_DAY = LocalDate.of(2024, 2, 29);
  private static final int HORIZON = 14;
  private static final int SERIES = 12;
  private static final String SHOP =
      """
      name = odd
      series { keys = [item], groups { all = [] } }
      horizon = 14
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
      inputs.prices {
        path = prices.csv
        columns = [
          { name = day, type = date, required = true }
          { name = item }
          { name = price, type = decimal }
        ]
        keys = [item]
        time.column = day
        covariates.price { column = price, known-ahead = true }
      }
      """;

  private Sandbox sandbox;
  private RunJob.Result night;
  private List<Row> forecasts;

  @BeforeAll
  void runOnce(@TempDir Path folder) {
    runBefore();
    sandbox = new Sandbox(spark(), folder);
    List<String> sales = new ArrayList<>(List.of("day,item,sold"));
    List<String> prices = new ArrayList<>(List.of("day,item,price"));
    for (LocalDate day = FIRST; !day.isAfter(LEAP_DAY); day = day.plusDays(1)) {
      for (int i = 1; i <= 6; i++) {
        int sold = i * (2 + day.getDayOfWeek().getValue()) + day.getDayOfYear() * 7 % 3;
        sales.add(day + ",usual-" + i + "," + sold);
        prices.add(day + ",usual-" + i + ",2.5");
      }
      sales.add(day + ",constant,5");
      sales.add(day + ",never-sold,0");
      if (day.isAfter(LEAP_DAY.minusDays(14))) {
        sales.add(day + ",fortnight," + day.getDayOfWeek().getValue());
      }
      if (day.isAfter(LEAP_DAY.minusDays(5))) {
        sales.add(day + ",five-days,3");
      }
    }
    sales.add(LEAP_DAY.minusDays(50) + ",once-long-ago,9");
    sales.add(LEAP_DAY + ",once-today,7");
    for (int lead = 1; lead <= HORIZON; lead++) {
      prices.add(LEAP_DAY.plusDays(lead) + ",usual-1,2.5");
    }
    sandbox.data("sales.csv", sales);
    sandbox.data("prices.csv", prices);
    ForecastConfig config = sandbox.config(SHOP, Sandbox.TINY_TRAINING);
    night = sandbox.night(config, Optional.empty());
    forecasts =
        sandbox
            .warehouse(config)
            .read(PredictJob.table(config))
            .where(col("run_id").equalTo(night.run().runId()))
            .orderBy(col("series_id"), col("lead"))
            .collectAsList();
  }

  @Test
  void everySeriesIsForecastAndEveryNumberIsFinite() {
    assertEquals(SERIES * HORIZON, forecasts.size());
    for (Row row : forecasts) {
      for (String column : List.of("mean", "q025", "q50", "q975")) {
        double number = row.getAs(column);
        Assertions.assertTrue(Double.isFinite(number) && number >= 0, () -> column + " of " + row);
      }
    }
    assertEquals("production", night.publication().channel());
  }

  @Test
  void theDayAfterTheLeapDayIsTheFirstOfMarch() {
    assertEquals(LEAP_DAY, night.panel().asOf());
    assertEquals("2024-03-01", of("usual-1").get(0).getAs("target_date").toString());
    assertEquals("2024-02-29", of("usual-1").get(0).getAs("origin_date").toString());
  }

  @Test
  void aConstantSeriesStaysAboutConstant() {
    assertModel("constant");
    for (Row row : of("constant")) {
      assertEquals(5, row.<Double>getAs("mean"), 2.5);
    }
  }

  @Test
  void anAllZeroSeriesIsZero() {
    assertFallback("never-sold", "known_mean", "seasonal_naive: no finite number");
    for (Row row : of("never-sold")) {
      assertEquals(0, row.<Double>getAs("mean"));
    }
  }

  @Test
  void oneObservationIsEnough() {
    assertFallback("once-today", "known_mean", "fewer than 28 periods with a value");
    for (Row row : of("once-today")) {
      assertEquals(7, row.<Double>getAs("mean"));
    }
    // With days without a row taken for zeros, this one has a history of seven weeks.
    assertModel("once-long-ago");
  }

  @Test
  void aHistoryShorterThanASeasonOrTheModelNeedsGetsAFallback() {
    assertFallback("five-days", "known_mean", "seasonal_naive: no finite number");
    assertFallback("fortnight", "seasonal_naive", "fewer than 28 periods with a value");
  }

  @Test
  void aCovariateThatDoesNotReachAheadIsToldAndTheModelDoesWithoutIt() {
    assertModel("usual-1");
    assertModel("usual-2");
    assertEquals(
        List.of(
            "covariate 'price' is declared known ahead, but 70 of 168 forecasts lack its value: the"
                + " model takes it for missing there. Send its values for the whole horizon"),
        night.audit().warnings());
  }

  @Test
  void whereNothingCanSellInTheHorizonTheAuditFails() {
    ForecastConfig config =
        sandbox.config(
            SHOP,
            Sandbox.TINY_TRAINING,
            "availability.closed-dates = [",
            String.join(
                ", ",
                LEAP_DAY
                    .plusDays(1)
                    .datesUntil(LEAP_DAY.plusDays(HORIZON + 1))
                    .map(LocalDate::toString)
                    .toList()),
            "]");

    AuditJob.Result audit =
        AuditJob.run(
            new AuditJob.Input(
                sandbox.warehouse(config),
                config,
                night.panel(),
                OpenedPanel.of(sandbox.warehouse(config), config, night.panel().plan()),
                night.run().runId(),
                "other"));

    Assertions.assertFalse(audit.passed());
    AuditJob.Finding complete = audit.findings().get(0);
    Assertions.assertTrue(complete.message().contains("no forecast is owed"), complete.message());
  }

  private List<Row> of(String series) {
    return forecasts.stream().filter(row -> series.equals(row.getAs("series_id"))).toList();
  }

  private void assertModel(String series) {
    for (Row row : of(series)) {
      Assertions.assertTrue(row.<String>getAs("source").startsWith("mllib"), row.toString());
      assertNull(row.getAs("reason"));
    }
  }

  private void assertFallback(String series, String source, String reason) {
    for (Row row : of(series)) {
      assertEquals(source, row.getAs("source"));
      Assertions.assertTrue(row.<String>getAs("reason").contains(reason), row.toString());
    }
  }
}
