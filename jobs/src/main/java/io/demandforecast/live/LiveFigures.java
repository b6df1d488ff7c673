package io.demandforecast.live;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How far the command is that runs in this process, in numbers, for a look while it runs. They are
 * of the process: Spark makes the plugin that shows them by its name, so nothing can be handed to
 * it. No number depends on them.
 */
public final class LiveFigures {
  private static final Map<String, Double> VALUES = new ConcurrentHashMap<>();
  private static final AtomicReference<Optional<MetricRegistry>> SHOWN =
      new AtomicReference<>(Optional.empty());

  private LiveFigures() {}

  /** What is counted. */
  public enum Count {
    /** Rows read by the load. */
    ROWS_READ,
    /** Rows of them set aside. */
    ROWS_QUARANTINED,
    /** Fits of candidates at rolling origins, and of the champion. */
    MODELS_TRIED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Adds to a count. */
  public static synchronized void add(Count count, long number) {
    put(count.text(), VALUES.getOrDefault(count.text(), 0.0) + number);
  }

  /** A stage took so long. */
  public static void stage(String name, double seconds) {
    put("stage_seconds_" + name.replaceAll("[^A-Za-z0-9]", "_"), seconds);
  }

  private static synchronized void put(String name, double value) {
    VALUES.put(name, value);
    SHOWN.get().ifPresent(registry -> show(registry, name));
  }

  /** Shows all figures, and those to come, in the registry of a session. */
  static synchronized void showIn(MetricRegistry registry) {
    VALUES.clear();
    SHOWN.set(Optional.of(registry));
    for (Count count : Count.values()) {
      put(count.text(), 0);
    }
  }

  /** The session has ended. */
  static synchronized void hide() {
    SHOWN.set(Optional.empty());
  }

  private static void show(MetricRegistry registry, String name) {
    registry.gauge(name, () -> (Gauge<Double>) () -> VALUES.getOrDefault(name, 0.0));
  }
}
