package io.demandforecast.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.table.Publications;
import io.demandforecast.testing.FilledWarehouse;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.warehouse.Warehouse;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a, b and c were published in this order, and s in a channel for trials. */
class ReviseJobIT extends SparkTest {
  private static final String PRODUCTION = "production";

  @TempDir Path folder;

  private Warehouse warehouse;

  @BeforeEach
  void threeNights() {
    ForecastConfig config = SmallShop.config();
    warehouse = new FilledWarehouse(spark(), folder.resolve("w"), config).warehouse();
    publish(PRODUCTION, "a", "2026-01-01");
    publish(PRODUCTION, "b", "2026-01-02");
    publish("staging", "s", "2026-01-02");
    publish(PRODUCTION, "c", "2026-01-03");
  }

  @Test
  void aRollbackLeadsToTheRunBeforeAndTheNextFurtherBack() {
    assertEquals(new ReviseJob.Result("b", 5, Optional.of("c")), rollback(null));
    assertEquals(new ReviseJob.Result("a", 6, Optional.of("b")), rollback(null));
    refused("nothing was current before the current run in channel production", null);
    assertEquals("a", current());
  }

  @Test
  void aRollbackSaysWhoDidItAndWhyAndKeepsWhatTheRunWas() {
    rollback(null);
    Row row = warehouse.read(Publications.definition()).where("publication_seq = 5").first();
    assertEquals("b", row.getAs(Publications.RUN_ID));
    assertEquals(Date.valueOf("2026-01-02"), row.getAs(Publications.AS_OF));
    assertEquals(7L, row.<Long>getAs(Publications.ROWS));
    assertEquals("c", row.getAs(Publications.WITHDRAWN));
    assertEquals("why", row.getAs(Publications.REASON));
    Assertions.assertFalse(row.<String>getAs(Publications.PUBLISHED_BY).isEmpty());
  }

  @Test
  void aRunThatWasRolledBackIsWithdrawnUntilAPersonPublishesIt() {
    rollback(null);
    Assertions.assertTrue(history().isWithdrawn("c"));
    Assertions.assertFalse(history().isWithdrawn("b"));
    ReviseJob.publish(input(PRODUCTION, "c"));
    Assertions.assertFalse(history().isWithdrawn("c"));
    assertEquals("c", current());
    assertEquals("b", rollback(null).runId());
  }

  @Test
  void aNightAfterARollbackIsRolledBackToWhatWasCurrentAndNotToWhatWasTakenBack() {
    rollback(null);
    publish(PRODUCTION, "d", "2026-01-04");
    assertEquals("b", rollback(null).runId());
  }

  @Test
  void aRunCanBeNamed() {
    assertEquals("a", rollback("a").runId());
    refused("run s was never current in channel production", "s");
  }

  @Test
  void aRunOfAChannelForTrialsCanBePublished() {
    assertEquals(
        new ReviseJob.Result("s", 5, Optional.of("c")), ReviseJob.publish(input(PRODUCTION, "s")));
    assertEquals(
        new ReviseJob.Result("s", 5, Optional.of("s")),
        ReviseJob.publish(input(PRODUCTION, "s")),
        "twice is once");
    ForecastException refusal =
        assertThrows(ForecastException.class, () -> ReviseJob.publish(input(PRODUCTION, "never")));
    Assertions.assertTrue(refusal.getMessage().startsWith("run never was never published"));
  }

  @Test
  void anEmptyChannelHasNothingToRollBack() {
    ForecastException refusal =
        assertThrows(
            ForecastException.class,
            () ->
                ReviseJob.rollback(
                    new ReviseJob.Input(
                        warehouse, "empty", Optional.empty(), "why", Instant.EPOCH)));
    assertEquals(ExitCode.DATA_CONTRACT, refusal.exitCode());
    Assertions.assertTrue(refusal.getMessage().contains("nothing is published in channel empty"));
  }

  private void refused(String message, String to) {
    ForecastException refusal = assertThrows(ForecastException.class, () -> rollback(to));
    Assertions.assertTrue(refusal.getMessage().startsWith(message), refusal::getMessage);
  }

  private ReviseJob.Result rollback(String to) {
    return ReviseJob.rollback(input(PRODUCTION, to));
  }

  private ReviseJob.Input input(String channel, String runId) {
    return new ReviseJob.Input(
        warehouse, channel, Optional.ofNullable(runId), "why", Instant.EPOCH);
  }

  private ChannelHistory history() {
    return ChannelHistory.of(warehouse, PRODUCTION);
  }

  private String current() {
    List<Row> newest = history().current().stream().toList();
    assertEquals(1, newest.size());
    return ChannelHistory.run(newest.get(0));
  }

  private void publish(String channel, String runId, String asOf) {
    ChannelHistory.of(warehouse, channel)
        .append(
            new ChannelHistory.Entry(
                runId, Date.valueOf(asOf), "m-1", 7, Optional.empty(), Optional.empty()),
            Instant.EPOCH);
  }
}
