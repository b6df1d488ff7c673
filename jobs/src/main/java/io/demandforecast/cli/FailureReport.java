package io.demandforecast.cli;

import io.demandforecast.log.LogTarget;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a person of a failure; the stack trace goes to the log, never to the screen. */
final class FailureReport {
  private static final Logger LOG = LoggerFactory.getLogger(FailureReport.class);
  private final PrintWriter err;

  private FailureReport(PrintWriter err) {
    this.err = err;
  }

  static FailureReport to(PrintWriter err) {
    return new FailureReport(err);
  }

  /** Returns the exit code. */
  int report(Throwable thrown) {
    Failure failure = FailureTranslator.translate(thrown);
    String trace = Shown.text(trace(thrown));
    log(failure, trace);
    err.println("forecast: " + failure.message());
    if (failure.unexpected()) {
      err.println("This is a defect of the program; its stack trace is in " + placeOf(trace));
    }
    err.flush();
    return failure.code().code();
  }

  /** Where the log is the screen, whoever wants the trace asks for it. */
  private static void log(Failure failure, String trace) {
    if (LogTarget.isScreen()) {
      LOG.debug("{}", trace);
    } else {
      LOG.error("{} (exit code {})\n{}", failure.message(), failure.code().code(), trace);
    }
  }

  /** Where a person finds it: a file, or else the log. */
  private static String placeOf(String trace) {
    return stackTraceFile(trace)
        .map(Path::toString)
        .orElse(LogTarget.isScreen() ? "the log at level debug." : "the log.");
  }

  private static String trace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace, true));
    return trace.toString();
  }

  /** A file of its own, since the log of a cluster's driver may be anywhere. */
  private static Optional<Path> stackTraceFile(String trace) {
    try {
      Path file =
          Files.createTempFile(Files.createDirectories(Installation.logs()), "failure-", ".log");
      return Optional.of(Files.writeString(file, trace));
    } catch (IOException e) {
      LOG.error("no file for the stack trace", e);
      return Optional.empty();
    }
  }
}
