package io.demandforecast.source;

import io.demandforecast.failure.ForecastException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkThrowable;

/** Says what failures of reading mean to the person who declared the input. */
public final class SourceFailure {
  private SourceFailure() {}

  /**
   * What an action on raw rows failed of. Rows are read lazily, in Spark's tasks, and a task's
   * failure comes wrapped: the {@link ForecastException} within is unwrapped, and Spark's own
   * failures to read a file become one. Spark throws checked exceptions that its methods do not
   * declare: catch {@link Exception} around the action.
   *
   * @return the explained failure; where it is none of a source, what was thrown, in an {@link
   *     IllegalStateException} if it is checked
   */
  public static RuntimeException explain(Exception thrown) {
    Set<Throwable> seen = new HashSet<>();
    for (Throwable cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
      if (cause instanceof ForecastException explained) {
        return explained;
      }
    }
    seen.clear();
    for (Throwable cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
      if (cause instanceof SQLException database && isConnectionLost(database)) {
        return ForecastException.transientFailure(
            "The connection to the database was lost (SQL state "
                + database.getSQLState()
                + "). Try again.",
            thrown);
      }
      if (cause instanceof SparkThrowable spark && isUnreadableFile(spark.getCondition())) {
        return ForecastException.data(
            "A file cannot be read in its declared format: "
                + firstLine(cause)
                + " Check that the file is whole, and format and columns against it.",
            thrown);
      }
    }
    return thrown instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(thrown.getMessage(), thrown);
  }

  private static boolean isConnectionLost(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return state.startsWith("08") || state.startsWith("57P");
  }

  private static boolean isUnreadableFile(String condition) {
    return condition != null
        && (condition.startsWith("FAILED_READ_FILE")
            || condition.startsWith("CANNOT_READ_FILE_FOOTER")
            || condition.startsWith("CANNOT_MERGE_SCHEMAS")
            || condition.equals("UNABLE_TO_INFER_SCHEMA"));
  }

  static String firstLine(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return message.lines().findFirst().orElse(message);
  }

  /**
   * Why a file could not be read.
   *
   * @param lastLine last line that was read whole
   */
  static ForecastException of(DataFile file, IOException failure, long lastLine) {
    String subject = "File " + file.name();
    if (failure instanceof ByteLines.LineTooLongException) {
      return ForecastException.data(
          subject + ": " + failure.getMessage() + ". Check its format and encoding.", failure);
    }
    if (isDenied(failure)) {
      return ForecastException.data(
          subject + " may not be read by this user. Give read permission.", failure);
    }
    if (failure instanceof FileNotFoundException) {
      return ForecastException.data(
          subject + " was there and is gone. Run again when the files are complete.", failure);
    }
    if (file.compression() != Compression.NONE && isDamage(failure)) {
      String kind = file.compression().name().toLowerCase(Locale.ROOT);
      String what =
          failure instanceof EOFException
              ? " ends too early (after line " + lastLine + "): the " + kind + " file is cut off"
              : " is damaged (after line " + lastLine + "): " + firstLine(failure);
      return ForecastException.data(
          subject + what + ". Fetch or write it again; nothing of it was loaded.", failure);
    }
    return ForecastException.transientFailure(
        subject + " could not be read: " + firstLine(failure) + ". Try again.", failure);
  }

  private static boolean isDenied(IOException failure) {
    return failure instanceof AccessControlException
        || failure instanceof AccessDeniedException
        // what the local file system throws
        || (failure instanceof FileNotFoundException
            && String.valueOf(failure.getMessage()).contains("Permission denied"));
  }

  private static boolean isDamage(IOException failure) {
    return failure instanceof EOFException
        || failure instanceof ZipException
        || failure.getClass() == IOException.class;
  }
}
