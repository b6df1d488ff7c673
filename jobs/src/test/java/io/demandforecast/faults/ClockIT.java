package io.demandforecast.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.demandforecast.badinput.Sandbox;
import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.RunJob;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.testing.TinyShop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine whose clock goes backwards by years between two nights. */
@Tag("slow")
class ClockIT extends SparkTest {
  @TempDir private Path folder;
  private Sandbox sandbox;

  @Test
  void theNightThatWasPublishedLastIsCurrentWhateverTheClockSays() throws Exception {
    TinyShop.write(folder);
    sandbox = new Sandbox(spark(), folder);
    ForecastConfig config = sandbox.config(Files.readString(folder.resolve("shop.conf")));
    Instant late = Instant.parse("2031-03-01T02:00:00Z");
    String first = night(config, TinyShop.DAYS - 2, late).run().runId();
    String second =
        night(config, TinyShop.DAYS - 1, Instant.parse("2021-03-01T02:00:00Z")).run().runId();
    assertNotEquals(first, second);

    assertEquals(second, query("SELECT DISTINCT run_id FROM forecast_current"));
    assertEquals(0, sandbox.command("rollback", "--reason", "the clock").code());
    assertEquals(first, query("SELECT DISTINCT run_id FROM forecast_current"));
    // Done again, nothing is written twice.
    assertEquals(second, night(config, TinyShop.DAYS - 1, late).run().runId());
    assertEquals("2", query("SELECT count(DISTINCT run_id) FROM forecasts"));
  }

  private RunJob.Result night(ForecastConfig config, int day, Instant now) {
    return sandbox.night(config, Optional.of(TinyShop.day(day)), now);
  }

  /** The only value that a query gives. */
  private String query(String sql) {
    Sandbox.Outcome outcome = sandbox.command("sql", "--format", "csv", sql);
    assertEquals(0, outcome.code(), outcome.err());
    List<String> lines = outcome.out().lines().toList();
    assertEquals(2, lines.size(), lines::toString);
    return lines.get(1).replace("\"", "");
  }
}
