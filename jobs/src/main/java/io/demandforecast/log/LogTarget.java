package io.demandforecast.log;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.ConsoleAppender;

/** Where the log goes. */
public final class LogTarget {
  private LogTarget() {}

  /**
   * Whether lines of the log are seen on the screen by people, as under a bare spark-submit, whose
   * own configuration of the log is in force. An object a line is for programs.
   */
  public static boolean isScreen() {
    return LogManager.getContext(false) instanceof LoggerContext context
        && context.getConfiguration().getRootLogger().getAppenders().values().stream()
            .anyMatch(LogTarget::isText);
  }

  private static boolean isText(Appender appender) {
    return appender instanceof ConsoleAppender console
        && console.getLayout().getContentType().startsWith("text/plain");
  }
}
