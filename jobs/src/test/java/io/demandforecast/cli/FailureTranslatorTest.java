package io.demandforecast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import java.util.List;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTranslatorTest {

  @ParameterizedTest
  @MethodSource("told")
  void aForecastExceptionIsToldAsItIs(ForecastException thrown, ExitCode code) {
    assertEquals(new Failure(code, "what is wrong"), FailureTranslator.translate(thrown));
  }

  @ParameterizedTest
  @MethodSource("told")
  void whatATaskThrewIsToldWithoutSparksWrapping(ForecastException thrown, ExitCode code) {
    Exception wrapped =
        new SparkException(
            "Job aborted due to stage failure: Task 0 in stage 1.0 failed 1 times",
            new RuntimeException(new IOException("read", thrown)));

    assertEquals(new Failure(code, "what is wrong"), FailureTranslator.translate(wrapped));
  }

  @ParameterizedTest
  @MethodSource("outside")
  void whatFailedOutsideMayBeTriedAgain(Throwable thrown, String message) {
    Failure failure = FailureTranslator.translate(new RuntimeException("Spark says", thrown));

    assertEquals(ExitCode.TRANSIENT, failure.code());
    assertTrue(failure.message().contains(message), failure.message());
    assertFalse(failure.message().contains("\n"), failure.message());
  }

  @Test
  void aMasterThatSparkCannotReadIsAWrongCommandLine() {
    Failure failure =
        FailureTranslator.translate(new SparkException("Could not parse Master URL: 'x'"));

    assertEquals(ExitCode.USAGE, failure.code());
  }

  @Test
  void anythingElseIsADefect() {
    Failure failure = FailureTranslator.translate(new IllegalStateException("first\nsecond"));

    assertTrue(failure.unexpected());
    assertEquals("unexpected failure: IllegalStateException: first", failure.message());
  }

  @Test
  void aCauseThatIsItsOwnCauseEnds() {
    Exception first = new IllegalStateException("first");
    Exception second = new IllegalStateException("second", first);
    first.initCause(second);

    assertTrue(FailureTranslator.translate(first).unexpected());
  }

  static List<Arguments> told() {
    String message = "what is wrong";
    return List.of(
        Arguments.of(ForecastException.usage(message), ExitCode.USAGE),
        Arguments.of(ForecastException.configuration(message), ExitCode.CONFIGURATION),
        Arguments.of(ForecastException.data(message), ExitCode.DATA_CONTRACT),
        Arguments.of(ForecastException.transientFailure(message, null), ExitCode.TRANSIENT),
        Arguments.of(ForecastException.audit(message), ExitCode.AUDIT_FAILED));
  }

  static List<Arguments> outside() {
    return List.of(
        Arguments.of(
            new UncheckedIOException(new IOException("write: No space left on device")),
            "no space is left on a disk"),
        Arguments.of(new OutOfMemoryError("Java heap space"), "FORECAST_HEAP"),
        Arguments.of(new ConnectException("Connection refused"), "Connection refused"),
        Arguments.of(new UnknownHostException("nohost"), "nohost"),
        Arguments.of(new SQLException("gone", "08006"), "a connection failed"),
        Arguments.of(new AccessDeniedException("/tables"), "access is denied"),
        Arguments.of(
            new UncheckedIOException(new IOException("/w/x: Read-only file system")),
            "a folder can only be read"),
        Arguments.of(
            new org.apache.hadoop.fs.ChecksumException("Checksum error: file:/w/part-0.parquet", 0),
            "part-0.parquet"),
        Arguments.of(
            new IllegalStateException("[DELTA_TRUNCATED_TRANSACTION_LOG] cannot reconstruct"),
            "a file of a table is missing or damaged"),
        Arguments.of(new EOFException("cut short\nby far"), "EOFException: cut short"),
        Arguments.of(new SparkException("ExecutorLostFailure (executor 1 exited)"), "Spark lost"),
        Arguments.of(
            new SparkException("Job 8 cancelled because SparkContext was shut down"),
            "stopped before it was done"),
        Arguments.of(
            new SparkException("[INTERNAL_ERROR] No active or default Spark session found"),
            "stopped before it was done"),
        Arguments.of(
            new io.delta.exceptions.ConcurrentAppendException("files were added"),
            "another run wrote the same table"));
  }
}
