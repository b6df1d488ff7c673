package io.demandforecast.cluster;

import io.demandforecast.cli.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs command lines one after the other in a process of its own, until one fails. */
public final class CommandScript {
  private CommandScript() {}

  /**
   * @param args a file with a command line a line, its words separated by tabs
   */
  public static void main(String[] args) throws Exception {
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      int code = Main.run(line.split("\t", -1), System.out, System.err);
      if (code != 0) {
        System.err.println(line + " ended with " + code);
        System.exit(code);
      }
    }
    System.exit(0);
  }

  /** Writes what {@link #main} reads. */
  public static void write(Path file, List<List<String>> lines) throws java.io.IOException {
    Files.write(file, lines.stream().map(words -> String.join("\t", words)).toList());
  }
}
