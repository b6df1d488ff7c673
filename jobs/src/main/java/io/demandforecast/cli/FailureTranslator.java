package io.demandforecast.cli;

import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Turns whatever was thrown into what a person is told. The innermost cause that says something is
 * looked for, since Spark wraps what its tasks throw.
 */
final class FailureTranslator {
  private static final String NO_SPACE = "No space left on device";
  private static final String READ_ONLY = "Read-only file system";

  /** What Spark, Parquet and Delta say of files that are not what they were. */
  private static final List<String> DAMAGES =
      List.of(
          "[FAILED_READ_FILE",
          "[CANNOT_READ_FILE_FOOTER",
          "is not a Parquet file",
          "[DELTA_LOG_FILE_NOT_FOUND",
          "[DELTA_TRUNCATED_TRANSACTION_LOG",
          "[DELTA_VERSIONS_NOT_CONTIGUOUS",
          "[DELTA_STATE_RECOVER_ERROR",
          "[DELTA_MISSING_PART_FILES",
          "[MALFORMED_RECORD_IN_PARSING");

  private static final List<String> STOPPED =
      List.of(
          "SparkContext has been shutdown",
          "SparkContext was shut down",
          "No active or default Spark session found",
          "Cannot call methods on a stopped SparkContext");

  private static final int LONGEST = 500;

  private FailureTranslator() {}

  static Failure translate(Throwable thrown) {
    Failure failure = translated(thrown);
    return new Failure(failure.code(), Shown.text(failure.message()));
  }

  private static Failure translated(Throwable thrown) {
    List<Throwable> chain = chain(thrown);
    return told(chain)
        .or(() -> stopped(chain))
        .or(() -> outOfSpace(chain))
        .or(() -> outOfMemory(chain))
        .or(() -> concurrentWrite(chain))
        .or(() -> connection(chain))
        .or(() -> access(chain))
        .or(() -> readOnly(chain))
        .or(() -> damaged(chain))
        .or(() -> cluster(chain))
        .or(() -> io(chain))
        .orElseGet(() -> new Failure(ExitCode.BUG, "unexpected failure: " + brief(thrown)));
  }

  private static Optional<Failure> told(List<Throwable> chain) {
    return first(chain, ForecastException.class)
        .map(failure -> new Failure(failure.exitCode(), failure.getMessage()));
  }

  /**
   * A command that is ended by a signal loses its session while it goes on, and fails in some way
   * or other.
   */
  private static Optional<Failure> stopped(List<Throwable> chain) {
    boolean isStopped =
        ShutdownHookManager.get().isShutdownInProgress()
            || chain.stream()
                .map(cause -> String.valueOf(cause.getMessage()))
                .anyMatch(message -> STOPPED.stream().anyMatch(message::contains));
    return isStopped
        ? Optional.of(
            retry(
                "the command was stopped before it was done. What it published stays; run again."))
        : Optional.empty();
  }

  private static Optional<Failure> outOfSpace(List<Throwable> chain) {
    return chain.stream()
        .filter(cause -> String.valueOf(cause.getMessage()).contains(NO_SPACE))
        .findFirst()
        .map(
            cause ->
                retry(
                    "no space is left on a disk. Free some of the warehouse's disk or of the one "
                        + "with temporary files (java.io.tmpdir, spark.local.dir), then run again."));
  }

  private static Optional<Failure> outOfMemory(List<Throwable> chain) {
    return first(chain, OutOfMemoryError.class)
        .map(
            cause ->
                retry(
                    "memory is used up ("
                        + cause.getMessage()
                        + "). Give more with FORECAST_HEAP (as 6g), then run again."));
  }

  private static Optional<Failure> concurrentWrite(List<Throwable> chain) {
    // By name: only the warehouse may know Delta's classes.
    return chain.stream()
        .filter(
            cause -> cause.getClass().getName().matches("io\\.delta\\.exceptions\\.Concurrent.*"))
        .findFirst()
        .map(
            cause ->
                retry("another run wrote the same table at the same time. Run again, one by one."));
  }

  private static Optional<Failure> connection(List<Throwable> chain) {
    return first(chain, ConnectException.class)
        .<Throwable>map(cause -> cause)
        .or(() -> first(chain, UnknownHostException.class))
        .or(() -> first(chain, SocketTimeoutException.class))
        .or(() -> first(chain, SocketException.class))
        .or(() -> first(chain, SQLException.class).filter(FailureTranslator::isConnection))
        .map(
            cause ->
                retry(
                    "a connection failed: "
                        + brief(cause)
                        + ". Check address, network and credentials, then run again."));
  }

  /** Class 08 of SQLSTATE is "connection exception" (ISO/IEC 9075-2). */
  private static boolean isConnection(SQLException cause) {
    return cause.getSQLState() != null && cause.getSQLState().startsWith("08");
  }

  private static Optional<Failure> access(List<Throwable> chain) {
    return first(chain, AccessDeniedException.class)
        .<Throwable>map(cause -> cause)
        .or(() -> first(chain, AccessControlException.class))
        .map(
            cause ->
                retry("access is denied: " + brief(cause) + ". Check the rights of the folder."));
  }

  private static Optional<Failure> readOnly(List<Throwable> chain) {
    return chain.stream()
        .filter(cause -> String.valueOf(cause.getMessage()).contains(READ_ONLY))
        .findFirst()
        .map(
            cause ->
                retry(
                    "a folder can only be read: "
                        + brief(cause)
                        + ". Let the disk be written, then run again."));
  }

  /** A file of a table is missing or was changed: what was written is not what is read. */
  private static Optional<Failure> damaged(List<Throwable> chain) {
    return chain.stream()
        .filter(FailureTranslator::saysDamaged)
        // The innermost one names the file.
        .reduce((outer, inner) -> inner)
        .map(
            cause ->
                retry(
                    "a file of a table is missing or damaged: "
                        + firstLine(cause).replaceAll("\\.+$", "")
                        + ". Put the file back from a copy of the warehouse, or load into a new one;"
                        + " nothing else was changed."));
  }

  private static boolean saysDamaged(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return cause instanceof ChecksumException || DAMAGES.stream().anyMatch(message::contains);
  }

  private static Optional<Failure> cluster(List<Throwable> chain) {
    for (Throwable cause : chain) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("Could not parse Master URL")) {
        return Optional.of(
            new Failure(
                ExitCode.USAGE,
                message + ". Write --master local[2], spark://HOST:7077, yarn or k8s://..."));
      }
      if (message.contains("All masters are unresponsive")
          || message.contains("ExecutorLostFailure")) {
        return Optional.of(
            retry("Spark lost its cluster or an executor: " + brief(cause) + ". Run again."));
      }
    }
    return Optional.empty();
  }

  private static Optional<Failure> io(List<Throwable> chain) {
    return first(chain, IOException.class)
        .map(cause -> retry("reading or writing failed: " + brief(cause)));
  }

  private static Failure retry(String message) {
    return new Failure(ExitCode.TRANSIENT, message);
  }

  /** First line of a message with the kind of failure before it. */
  private static String brief(Throwable cause) {
    String message = firstLine(cause);
    return message.isEmpty()
        ? cause.getClass().getSimpleName()
        : cause.getClass().getSimpleName() + ": " + message;
  }

  private static String firstLine(Throwable cause) {
    String message =
        cause.getMessage() == null ? "" : cause.getMessage().lines().findFirst().orElse("");
    return message.length() > LONGEST ? message.substring(0, LONGEST) + "..." : message;
  }

  private static <T extends Throwable> Optional<T> first(List<Throwable> chain, Class<T> type) {
    return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /** The failure and its causes, then what was suppressed, each once. */
  private static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
      if (!(cause instanceof UncheckedIOException)) {
        chain.add(cause);
      }
    }
    return chain;
  }
}
