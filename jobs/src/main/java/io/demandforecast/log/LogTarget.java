package io.demandforecast.log;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.ConsoleAppender;

/** Where the log goes. */
public final class LogTarget {
  private LogTarget() {}

  /**
   * Whether lines of the log are seen on the screen, as under a bare spark-submit, whose own
   * configuration of the log is in force.
   */
  public static boolean isScreen() {
    return LogManager.getContext(false) instanceof LoggerContext context
        && context.getConfiguration().getAppenders().values().stream()
            .anyMatch(ConsoleAppender.class::isInstance);
  }
}
