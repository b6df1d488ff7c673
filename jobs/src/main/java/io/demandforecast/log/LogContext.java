package io.demandforecast.log;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * What the process is at, for every line of its log: one command runs in a process at a time, so
 * this is of the process, as the log is, and not of a thread. Lines that Spark's threads write say
 * it too ({@link LogContextProvider}).
 */
public final class LogContext {
  private static final Map<String, String> VALUES = new ConcurrentHashMap<>();

  private static final List<Listener> LISTENERS = new CopyOnWriteArrayList<>();

  private LogContext() {}

  /** Hears what the process is at. */
  public interface Listener {
    /**
     * It is at something else.
     *
     * @param value empty where it is at no such thing any more
     */
    void changed(Key key, Optional<String> value);

    /** It reads or has written a table. */
    default void used(TableUse use) {}
  }

  /** From now on a listener hears what follows. */
  public static void tell(Listener listener) {
    LISTENERS.add(listener);
  }

  /** A listener hears no more. */
  public static void leave(Listener listener) {
    LISTENERS.remove(listener);
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
    LISTENERS.forEach(listener -> listener.changed(key, Optional.of(value)));
  }

  /** From now on lines say nothing of it. */
  public static void remove(Key key) {
    VALUES.remove(key.text());
    LISTENERS.forEach(listener -> listener.changed(key, Optional.empty()));
  }

  /**
   * The process reads, or has written, a table: no state of it, and in no line of the log.
   *
   * @param use made where somebody listens
   */
  public static void used(Supplier<TableUse> use) {
    if (!LISTENERS.isEmpty()) {
      TableUse told = use.get();
      LISTENERS.forEach(listener -> listener.used(told));
    }
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
