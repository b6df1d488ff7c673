package io.demandforecast.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What a command line ended with.
 *
 * @param code exit code
 * @param out what stood on standard output
 * @param err what stood on standard error
 */
record CommandLineRun(int code, String out, String err) {
  /** The demo's configuration, as it is shipped. */
  static final String DEMO =
      Path.of("..", "conf", "datasets", "demo.conf").toAbsolutePath().normalize().toString();

  static CommandLineRun of(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.run(args, new PrintStream(out, true), new PrintStream(err, true));
    return new CommandLineRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
