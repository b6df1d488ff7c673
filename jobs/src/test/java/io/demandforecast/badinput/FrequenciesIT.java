package io.demandforecast.badinput;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.PredictJob;
import io.demandforecast.job.RunJob;
import io.demandforecast.job.ingest.IngestJob;
import io.demandforecast.table.Observations;
import io.demandforecast.table.Quarantine;
import io.demandforecast.testing.SparkTest;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hours around the changes of the clock, weeks and months, from raw rows to a publication. */
@Tag("slow")
class FrequenciesIT extends SparkTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @TempDir Path folder;

  @Test
  void hoursStayOnTheirGridWhereTheClockIsPutForward() {
    Sandbox sandbox = new Sandbox(spark(), folder);
    List<String> lines = new ArrayList<>(List.of("at,item,sold"));
    LocalDateTime end = LocalDateTime.of(2024, 4, 1, 0, 0);
    for (LocalDateTime at = end.minusDays(4); at.isBefore(end); at = at.plusHours(1)) {
      // Every local hour, also the one that did not exist on 2024-03-31 from 02:00 on.
      lines.add(at + ",A," + (5 + at.getHour()));
    }
    sandbox.data("hours.csv", lines);
    ForecastConfig config =
        sandbox.config(
            hours(), "demand.duplicates = sum", "horizon = 24", "training.min-history = 24");

    RunJob.Result night = sandbox.night(config, Optional.empty());

    assertEquals(new IngestJob.Counts(96, 95, 1, 0, 0, 0), night.load().counts());
    assertEquals(LocalDate.of(2024, 3, 31), night.panel().asOf());
    List<Row> forecasts = forecasts(sandbox, config, night);
    assertEquals(24, forecasts.size());
    for (int lead = 1; lead <= 24; lead++) {
      Row row = forecasts.get(lead - 1);
      Assertions.assertTrue(Double.isFinite(row.<Double>getAs("mean")), row.toString());
      assertEquals(
          end.atZone(BERLIN).plusHours(lead - 1).toInstant(),
          row.<Timestamp>getAs("target_time").toInstant(),
          "no hour is left out between the last actual and the first forecast");
    }
  }

  @Test
  void anHourThatHappensTwiceIsNotAddedUpUnlessAPersonSaysSo() {
    Sandbox sandbox = new Sandbox(spark(), folder);
    sandbox.data(
        "hours.csv",
        "at,item,sold",
        "2024-10-27 01:00:00,A,1",
        "2024-10-27 02:00:00,A,2",
        "2024-10-27 02:00:00,A,3",
        "2024-10-27 03:00:00,A,4");
    ForecastConfig config = sandbox.config(hours());

    IngestJob.Result load = sandbox.ingest(config);

    assertEquals(new IngestJob.Counts(4, 3, 0, 1, 0, 0), load.counts());
    assertEquals(
        List.of("2024-10-26 23:00:00 1.0", "2024-10-27 00:00:00 2.0", "2024-10-27 02:00:00 4.0"),
        sandbox.rows(
            config,
            Observations.definition(config.series().keys()),
            "date_format(time, 'yyyy-MM-dd HH:mm:ss')",
            "quantity"));
    assertEquals(
        List.of("4 duplicate 2024-10-27 02:00:00,A,3"),
        sandbox.rows(config, Quarantine.definition(), "line", "rule", "raw"));
  }

  @Test
  void weeksRunFromRawRowsToAPublication() {
    Sandbox sandbox = new Sandbox(spark(), folder);
    List<String> lines = new ArrayList<>(List.of("at,item,sold"));
    LocalDate friday = LocalDate.of(2024, 3, 1);
    for (int week = 0; week < 40; week++) {
      lines.add(friday.minusWeeks(week) + ",A," + (20 + week % 4));
      lines.add(friday.minusWeeks(week) + ",B," + (10 + week % 3));
    }
    sandbox.data("weeks.csv", lines);
    ForecastConfig config =
        sandbox.config(days("weekly", "weeks.csv"), "week-ends-on = friday", "horizon = 4");

    RunJob.Result night = sandbox.night(config, Optional.empty());

    List<Row> forecasts = forecasts(sandbox, config, night);
    assertEquals(8, forecasts.size());
    assertEquals("2024-03-08", forecasts.get(0).getAs("target_date").toString());
    assertFinite(forecasts);
  }

  @Test
  void monthsRunFromRawRowsToAPublicationWithAYearThatIsOneSeasonShort() {
    Sandbox sandbox = new Sandbox(spark(), folder);
    List<String> lines = new ArrayList<>(List.of("at,item,sold"));
    LocalDate month = LocalDate.of(2022, 12, 1);
    for (int i = 0; i < 15; i++) {
      lines.add(month.plusMonths(i) + ",A," + (20 + i % 4));
    }
    sandbox.data("months.csv", lines);
    ForecastConfig config = sandbox.config(days("monthly", "months.csv"), "horizon = 3");

    RunJob.Result night = sandbox.night(config, Optional.empty());

    assertEquals(LocalDate.of(2024, 2, 29), night.panel().asOf());
    List<Row> forecasts = forecasts(sandbox, config, night);
    assertEquals(3, forecasts.size());
    assertEquals("2024-03-01", forecasts.get(0).getAs("target_date").toString());
    assertFinite(forecasts);
  }

  private static String hours() {
    return dataSet("hourly", "hours.csv", "timestamp") + "time-zone = Europe/Berlin\n";
  }

  private static String days(String frequency, String file) {
    return dataSet(frequency, file, "date");
  }

  private static String dataSet(String frequency, String file, String type) {
    return """
        name = grid
        frequency = %s
        series.keys = [item]
        publication.record-features = none
        inputs.sales {
          path = %s
          columns = [
            { name = at, type = %s, required = true }
            { name = item }
            { name = sold, type = decimal }
          ]
          time.column = at
          quantity = sold
        }
        """
            .formatted(frequency, file, type)
        + Sandbox.TINY_TRAINING;
  }

  private static void assertFinite(List<Row> forecasts) {
    for (Row row : forecasts) {
      for (String column : List.of("mean", "q025", "q50", "q975")) {
        Assertions.assertTrue(Double.isFinite(row.<Double>getAs(column)), row.toString());
      }
    }
  }

  private static List<Row> forecasts(Sandbox sandbox, ForecastConfig config, RunJob.Result night) {
    return sandbox
        .warehouse(config)
        .read(PredictJob.table(config))
        .where(col("run_id").equalTo(night.run().runId()))
        .orderBy(col("series_id"), col("lead"))
        .collectAsList();
  }
}
