package io.demandforecast.log;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.MDC;

/**
 * What the process is at, for every line of its log: one command runs in a process at a time, so
 * this is of the process, as the log is, and not of a thread. Lines that Spark's threads write say
 * it too ({@link LogContextProvider}).
 */
public final class LogContext {
  private static final Map<String, String> VALUES = new ConcurrentHashMap<>();

  private LogContext() {}

  /** What a line says; its name there in small letters. */
  public enum Key {
    COMMAND,
    DATASET,
    EXECUTION_ID,
    RUN_ID,
    AS_OF,
    STAGE,
    TABLE;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** From now on lines say so. */
  public static void put(Key key, String value) {
    VALUES.put(key.text(), value);
    // For this thread twice: under spark-submit log4j does not see this program's jar, and so no
    // provider of it.
    MDC.put(key.text(), value);
  }

  /** From now on lines say nothing of it. */
  public static void remove(Key key) {
    VALUES.remove(key.text());
    MDC.remove(key.text());
  }

  /** The command has ended. */
  public static void clear() {
    for (Key key : Key.values()) {
      remove(key);
    }
  }

  static Map<String, String> values() {
    return Collections.unmodifiableMap(VALUES);
  }
}
