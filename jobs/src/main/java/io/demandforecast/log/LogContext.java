package io.demandforecast.log;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.MDC;

/**
 * What the process is at, for every line of its log: one command runs in a process at a time, so
 * this is of the process, as the log is, and not of a thread. Lines that Spark's threads write say
 * it too ({@link LogContextProvider}).
 */
public final class LogContext {
  private static final Map<String, String> VALUES = new ConcurrentHashMap<>();

  private static final AtomicReference<Listener> HEARS = new AtomicReference<>((key, value) -> {});

  private LogContext() {}

  /** Hears what the process is at. */
  public interface Listener {
    /**
     * It is at something else.
     *
     * @param value empty where it is at no such thing any more
     */
    void changed(Key key, Optional<String> value);
  }

  /** One that hears all that follows, in the place of the one before. */
  public static void tell(Listener listener) {
    HEARS.set(listener);
  }

  /** What a line says; its name there in small letters. */
  public enum Key {
    COMMAND,
    DATASET,
    EXECUTION_ID,
    RUN_ID,
    AS_OF,
    STAGE,
    TABLE;

    /** Its name. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** From now on lines say so. */
  public static void put(Key key, String value) {
    VALUES.put(key.text(), value);
    // For this thread twice: under spark-submit log4j does not see this program's jar, and so no
    // provider of it.
    MDC.put(key.text(), value);
    HEARS.get().changed(key, Optional.of(value));
  }

  /** From now on lines say nothing of it. */
  public static void remove(Key key) {
    VALUES.remove(key.text());
    MDC.remove(key.text());
    HEARS.get().changed(key, Optional.empty());
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
