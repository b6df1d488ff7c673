package io.demandforecast.testing;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.LoadedConfig;
import io.demandforecast.job.Execution;
import io.demandforecast.job.RunRecord;
import io.demandforecast.warehouse.Warehouse;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The record of a test that calls jobs without a command. */
public final class TestRecord {
  private static final AtomicInteger BEGUN = new AtomicInteger();

  private TestRecord() {}

  /** Begins one. */
  public static RunRecord begin(Warehouse warehouse, ForecastConfig config) {
    return RunRecord.begin(warehouse, execution(config, ""));
  }

  /** Begins one that can be replayed. */
  public static RunRecord begin(Warehouse warehouse, LoadedConfig loaded) {
    return RunRecord.begin(warehouse, execution(loaded.config(), loaded.rendered()));
  }

  /** An execution of no command. */
  public static Execution execution(ForecastConfig config, String rendered) {
    int number = BEGUN.incrementAndGet();
    return new Execution(
        "x-test-" + number,
        "test",
        config,
        rendered,
        "test",
        Map.of("test", "1"),
        () -> Instant.ofEpochSecond(number));
  }
}
