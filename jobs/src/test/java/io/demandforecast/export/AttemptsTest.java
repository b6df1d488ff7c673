package io.demandforecast.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.failure.ForecastException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptsTest {
  private final List<String> notes = new ArrayList<>();
  private final AtomicInteger tries = new AtomicInteger();
  private final Attempts attempts =
      new Attempts(4, Duration.ofMillis(2), Duration.ofMillis(5), notes::add);

  @Test
  void whatPassesIsTriedAgainWithPausesThatDoubleUpToABound() {
    assertEquals(
        "done",
        attempts.run(failing(3, wrapped(new SQLException("deadlock", "40P01")), () -> "done")));

    assertEquals(4, tries.get());
    assertEquals(
        List.of(
            "attempt 1 of 4 failed (SQL state 40P01); the next one in 0.0 s",
            "attempt 2 of 4 failed (SQL state 40P01); the next one in 0.0 s",
            "attempt 3 of 4 failed (SQL state 40P01); the next one in 0.0 s"),
        notes);
  }

  @Test
  void attemptsAreBounded() {
    RuntimeException failure = wrapped(new SQLException("gone", "08006"));

    assertSame(
        failure,
        assertThrows(
            RuntimeException.class, () -> attempts.run(failing(9, failure, () -> "done"))));
    assertEquals(4, tries.get());
  }

  @Test
  void whatDoesNotPassIsTriedOnce() {
    for (RuntimeException failure :
        List.of(
            wrapped(new SQLException("syntax", "42601")), ForecastException.data("too few rows"))) {
      tries.set(0);
      assertSame(
          failure,
          assertThrows(
              RuntimeException.class, () -> attempts.run(failing(9, failure, () -> "done"))));
      assertEquals(1, tries.get());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "08001, 0, true",
    "40001, 0, true",
    "40P01, 0, true",
    "53300, 0, true",
    "55P03, 0, true",
    "57P01, 0, true",
    "57P03, 0, true",
    "HY000, 1205, true",
    "HY000, 1040, true",
    "57014, 0, false",
    "22001, 1406, false",
    "23505, 0, false",
    "28000, 1045, false",
    "42P01, 0, false"
  })
  void statesThatPassAreToldFromOthers(String state, int code, boolean passes) {
    assertEquals(passes, PassingFailures.mayPass(new SQLException("x", state, code)));
  }

  @Test
  void aPoolThatHasNoConnectionYetMayHaveOneLater() {
    assertEquals(true, PassingFailures.mayPass(new SQLTransientConnectionException("timeout")));
  }

  private static RuntimeException wrapped(SQLException cause) {
    return new IllegalStateException(ForecastException.transientFailure("x", cause));
  }

  private Supplier<String> failing(int times, RuntimeException failure, Supplier<String> then) {
    return () -> {
      if (tries.incrementAndGet() <= times) {
        throw failure;
      }
      return then.get();
    };
  }
}
