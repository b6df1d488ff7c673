package io.demandforecast.cli;

import io.demandforecast.log.LogContextProvider;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where the program begins, and the one place that ends it. */
public final class Main {
  private Main() {}

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    LogContextProvider.install();
    System.exit(run(args, System.out, System.err));
  }

  /**
   * Runs a command.
   *
   * @param args the command line
   * @param out results, in UTF-8
   * @param err progress and messages, in UTF-8
   * @return the exit code, see {@link io.demandforecast.failure.ExitCode}
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    PrintWriter results = writer(out);
    PrintWriter messages = writer(err);
    try {
      return Commands.line(Commands.all(), results, messages).execute(args);
    } finally {
      results.flush();
      messages.flush();
    }
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
  }
}
