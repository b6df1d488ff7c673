package io.demandforecast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.failure.ForecastException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class FailureReportTest {

  @Test
  void aDefectEndsWithOneAndItsStackTraceIsInAFile() throws Exception {
    StringWriter err = new StringWriter();
    int code =
        execute(
            err,
            () -> {
              throw new IllegalStateException("broken");
            });

    assertEquals(1, code);
    assertTrue(
        err.toString().startsWith("forecast: unexpected failure: IllegalStateException: broken\n"),
        err.toString());
    assertFalse(err.toString().contains("\tat "), err.toString());
    String last = err.toString().strip();
    Path trace = Path.of(last.substring(last.lastIndexOf(' ') + 1));
    assertTrue(Files.readString(trace).contains("\tat " + FailureReportTest.class.getName()));
    Files.delete(trace);
  }

  @Test
  void anErrorOfTheMachineIsReportedToo() {
    StringWriter err = new StringWriter();
    int code =
        execute(
            err,
            () -> {
              throw new OutOfMemoryError("Java heap space");
            });

    assertEquals(5, code);
    assertTrue(err.toString().startsWith("forecast: memory is used up"), err.toString());
  }

  @Test
  void whatAUserCanActOnIsTheMessageAlone() {
    StringWriter err = new StringWriter();
    int code =
        execute(
            err,
            () -> {
              throw ForecastException.audit("the total is out of bounds");
            });

    assertEquals(6, code);
    assertEquals("forecast: the total is out of bounds\n", err.toString());
  }

  private static int execute(StringWriter err, Callable<Integer> body) {
    CommandLine line =
        Commands.line(
            List.of(new Failing(body)), new PrintWriter(new StringWriter()), new PrintWriter(err));
    return line.execute("fail");
  }

  @Command(name = "fail")
  record Failing(Callable<Integer> body) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      return body.call();
    }
  }
}
