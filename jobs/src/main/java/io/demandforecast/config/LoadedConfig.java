package io.demandforecast.config;

import java.util.List;

/**
 * A configuration as it took effect.
 *
 * @param config typed and checked
 * @param entries every setting by its path, in order of the paths; secrets masked
 * @param rendered the entries as HOCON, one a line with its origin as a comment; secrets masked
 */
public record LoadedConfig(ForecastConfig config, List<Entry> entries, String rendered) {

  public LoadedConfig {
    entries = List.copyOf(entries);
  }

  /**
   * One setting.
   *
   * @param path its path, quoted where HOCON needs it
   * @param value its value as HOCON
   * @param origin the file and line, the environment variable or the option it comes from
   */
  public record Entry(String path, String value, String origin) {}
}
