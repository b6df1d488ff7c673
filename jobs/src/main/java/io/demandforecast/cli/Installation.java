package io.demandforecast.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where this program's own files are; the launcher says so by system properties. */
final class Installation {
  private static final String HOME = "forecast.home";
  private static final String LOGS = "forecast.logs";
  private static final String COLUMNS = "forecast.terminal.columns";

  private Installation() {}

  /** The configuration of the demo, where the program runs from its project folder. */
  static Optional<Path> demoConfig() {
    return Optional.ofNullable(System.getProperty(HOME))
        .map(home -> Path.of(home, "conf", "datasets", "demo.conf"))
        .filter(Files::exists);
  }

  /** The folder of log files; conf/log4j2.properties names the same. */
  static Path logs() {
    String logs = System.getProperty(LOGS);
    return logs == null
        ? Path.of(System.getProperty("java.io.tmpdir"), "demand-forecast-logs")
        : Path.of(logs);
  }

  /** Width of the terminal that messages go to; empty where they go elsewhere. */
  static Optional<Integer> terminalColumns() {
    return Optional.ofNullable(Integer.getInteger(COLUMNS)).filter(columns -> columns > 0);
  }
}
