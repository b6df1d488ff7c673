package io.demandforecast.testing;

import io.demandforecast.config.ForecastConfig;
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
    return RunRecord.begin(
        warehouse,
        new Execution(
            "x-test-" + BEGUN.incrementAndGet(),
            "test",
            config,
            "",
            "test",
            Map.of("test", "1"),
            () -> Instant.EPOCH));
  }
}
