package io.demandforecast.job;

import io.demandforecast.config.ForecastConfig;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One execution of one command: who runs what.
 *
 * @param id names it; unlike that of any other
 * @param command its name
 * @param config what it was told
 * @param configuration the same as HOCON, secrets masked
 * @param codeVersion of this software
 * @param versions of what else it runs on: name to version
 * @param clock the time of the record; decides nothing
 */
public record Execution(
    String id,
    String command,
    ForecastConfig config,
    String configuration,
    String codeVersion,
    Map<String, String> versions,
    Supplier<Instant> clock) {

  public Execution {
    versions = Map.copyOf(versions);
  }
}
