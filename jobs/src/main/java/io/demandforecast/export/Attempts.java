package io.demandforecast.export;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tries what may fail for a while: pauses double from one attempt to the next, up to a bound.
 *
 * @param most attempts in all
 * @param first pause after the first
 * @param longest pause
 * @param note told of each failure that is tried again
 */
record Attempts(int most, Duration first, Duration longest, Consumer<String> note) {
  static final Duration FIRST = Duration.ofMillis(500);
  static final Duration LONGEST = Duration.ofSeconds(30);

  <T> T run(Supplier<T> work) {
    Duration pause = first;
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (RuntimeException failure) {
        Optional<SQLException> passing =
            database(failure).filter(cause -> PassingFailures.mayPass(cause));
        if (passing.isEmpty() || attempt >= most) {
          throw failure;
        }
        note.accept(
            "attempt %d of %d failed (SQL state %s); the next one in %.1f s"
                .formatted(attempt, most, passing.get().getSQLState(), pause.toMillis() / 1000.0));
        sleep(pause, failure);
        pause = pause.multipliedBy(2).compareTo(longest) < 0 ? pause.multipliedBy(2) : longest;
      }
    }
  }

  private static void sleep(Duration pause, RuntimeException failure) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      failure.addSuppressed(stopped);
      throw failure;
    }
  }

  /** What the database said, within what Spark and the pool made of it. */
  static Optional<SQLException> database(Throwable failure) {
    Set<Throwable> seen = new HashSet<>();
    SQLException found = null;
    for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
      if (cause instanceof SQLException sql && (found == null || found.getSQLState() == null)) {
        found = sql;
      }
    }
    return Optional.ofNullable(found);
  }
}
