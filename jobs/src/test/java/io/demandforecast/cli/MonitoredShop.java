package io.demandforecast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.testing.TinyShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A tiny shop whose nights tell figures to a folder, and elsewhere where a test says so: enough
 * nights that everything has been scored, one row set aside, then commands that fail.
 */
final class MonitoredShop {
  /**
   * As-of days of nights, from the last of the first file: each makes more known of those before.
   */
  private static final List<Integer> NIGHTS = List.of(-4, -2, -1);

  /** The commands that its nights are. */
  static final List<String> COMMANDS = List.of("ingest", "predict", "publish", "run");

  final Path folder;
  final Path warehouse;
  final Path figures;
  private final List<String> settings;

  /**
   * @param settings more of what commands are told, as --set takes it
   */
  MonitoredShop(Path folder, String... settings) throws IOException {
    this.folder = folder;
    this.warehouse = folder.resolve("corner");
    this.figures = folder.resolve("figures");
    this.settings = new ArrayList<>(List.of("monitoring.textfile=" + figures));
    this.settings.addAll(List.of(settings));
    TinyShop.write(folder);
    Files.writeString(
        folder.resolve("shop.conf"), "\nuncertainty.buckets = [1, 3]\n", StandardOpenOption.APPEND);
  }

  /**
   * Runs the nights; the last of them loads one more file, with a row that is set aside, and is
   * three commands, as a scheduler submits it.
   */
  void nights() throws IOException {
    for (int night : NIGHTS) {
      if (night == -1) {
        Path file = folder.resolve("data").resolve("2.csv");
        TinyShop.days(file, TinyShop.DAYS, 1, 100);
        Files.writeString(file, "someday,North,tea,5,2\n", StandardOpenOption.APPEND);
        run(0, "ingest", "--as-of", day(night));
        run(0, "predict", "--train-when-due", "--as-of", day(night));
        run(0, "publish", "--as-of", day(night));
      } else {
        run(0, "run", "--as-of", day(night));
      }
    }
  }

  /** The night of the day that {@link #refusedNight} could not publish. */
  void mendedNight() {
    run(0, "run", "--as-of", day(0));
  }

  /** A night whose audit does not let its forecasts be published. */
  void refusedNight() {
    run(
        6,
        "run",
        "--as-of",
        day(0),
        "--set",
        "publication.max-ratio-to-last=0.02",
        "--set",
        "publication.min-ratio-to-last=0.01");
  }

  CommandLineRun run(int code, String... words) {
    List<String> line = new ArrayList<>(List.of(words[0]));
    // Before the words: the last setting of a name counts.
    settings.forEach(setting -> line.addAll(List.of("--set", setting)));
    line.addAll(List.of(words).subList(1, words.length));
    line.addAll(TinyShop.options(folder, warehouse));
    CommandLineRun run = CommandLineRun.of(line.toArray(String[]::new));
    assertEquals(code, run.code(), () -> line + ": " + run.err());
    return run;
  }

  private static String day(int afterFirstFile) {
    return TinyShop.day(TinyShop.DAYS + afterFirstFile).toString();
  }
}
