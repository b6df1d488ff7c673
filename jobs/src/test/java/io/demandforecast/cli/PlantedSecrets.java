package io.demandforecast.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs command lines one after the other, whatever they end with, then has a defect. */
public final class PlantedSecrets {
  private PlantedSecrets() {}

  /**
   * @param args a file with a command line a line, its words separated by tabs
   */
  public static void main(String[] args) throws Exception {
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      List<String> words = List.of(line.split("\t", -1));
      int code = Main.run(words.toArray(String[]::new), System.out, System.err);
      System.out.println("CODE " + words.get(0) + " " + code);
    }
    StringBuilder message = new StringBuilder("connection lost:");
    System.getenv().forEach((name, value) -> message.append(' ').append(value));
    FailureReport.to(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .report(
            new IllegalStateException(
                message.toString(), new IllegalArgumentException("cause: " + message)));
    System.exit(0);
  }
}
