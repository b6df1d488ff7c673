package io.demandforecast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.failure.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MainTest {
  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithAnExample(String command) {
    CommandLineRun run = CommandLineRun.of(command, "--help");

    assertEquals(0, run.code());
    assertEquals("", run.err());
    assertTrue(run.out().startsWith("Usage: forecast " + command), run.out());
    assertTrue(run.out().contains("Example:\n  forecast " + command), run.out());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpInSections(String command) {
    String help = CommandLineRun.of(command, "--help").out();

    int before = 0;
    for (String section : List.of("Description", "Options", "Exit codes", "Example")) {
      int place = help.indexOf("\n\n" + section + ":\n");
      assertTrue(place > before, section + " in its place: " + help);
      before = place;
    }
    String options = help.substring(help.indexOf("\nOptions:\n"), help.indexOf("\nExit codes:\n"));
    assertTrue(options.contains("  -h, --help  "), options);
    assertEquals(
        Arrays.stream(ExitCode.values()).map(code -> Integer.toString(code.code())).toList(),
        help.substring(help.indexOf("\nExit codes:\n") + 13, before)
            .lines()
            .filter(line -> line.matches("  \\d   .+"))
            .map(line -> line.strip().substring(0, 1))
            .toList());
  }

  @Test
  void helpWithoutACommandNamesTheCommandsAndTheExitCodes() {
    CommandLineRun run = CommandLineRun.of("--help");

    assertEquals(0, run.code());
    commands().forEach(command -> assertTrue(run.out().contains("  " + command + " "), command));
    assertTrue(run.out().contains("6 audit failed"), run.out());
    assertTrue(run.out().contains("Example:\n  forecast run"), run.out());
  }

  @Test
  void everyCommandThatIsPromisedIsThere() {
    assertEquals(
        Set.of(
            "run",
            "ingest",
            "features",
            "train",
            "predict",
            "evaluate",
            "publish",
            "rollback",
            "promote",
            "replay",
            "explain",
            "backtest",
            "sql",
            "export",
            "views",
            "status",
            "report",
            "backup",
            "restore",
            "migrate",
            "maintain",
            "forget",
            "demo-data",
            "config",
            "completion"),
        Set.copyOf(commands()));
  }

  @Test
  void theVersionNamesSparkAndJava() {
    CommandLineRun run = CommandLineRun.of("--version");

    assertEquals(0, run.code());
    assertTrue(run.out().matches("(?s)forecast .*\nSpark 4\\..*, Java 17\n"), run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run --as-off 2016-04-24       | Did you mean --as-of?",
        "run --as-of 2016-02-30        | '2016-02-30' is no day of the calendar",
        "run --as-of 24.04.2016        | '24.04.2016' is not a date. Write year, month and day",
        "run --as-of +12016-04-24      | '+12016-04-24' is not a date",
        "run --as-of                   | Missing required parameter for option '--as-of' (DATE)",
        "run --set horizon             | 'horizon' has no value. Write key=value",
        "run --set =7                  | '=7' has no value",
        "run --master locl[2]          | 'locl[2]' is not a Spark master",
        "run --master local[0]         | 'local[0]' is not a Spark master",
        "run --progress loud           | expected one of [AUTO, PLAIN, BAR, NONE]",
        "run --help=maybe              | '--help'",
        "run now                       | 'now'",
        "backtest                      | Missing required option: '--origins=DATE'",
        "backtest --origins 2016-1-1   | '2016-1-1' is not a date",
        "sql                           | Missing required parameter: 'QUERY'",
        "sql --format xml SELECT       | expected one of [TABLE, CSV, JSON]",
        "sql --limit -1 SELECT         | -1 is below 0",
        "sql --limit x SELECT          | 'x' is not an int",
        "demo-data                     | Missing required parameter: 'DIR'",
        "demo-data d --stores many     | 'many' is not an int",
        "rum                           | there is no command 'rum'. There are: run, ingest",
      })
  void aWrongCommandLineIsExplainedInTwoLinesAndEndsWithTwo(String line, String message) {
    CommandLineRun run = CommandLineRun.of(line.split(" "));

    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains(message), run.err());
    assertEquals(2, run.err().lines().count(), run.err());
    assertTrue(run.err().strip().endsWith("--help'."), run.err());
    assertEquals("", run.out());
  }

  @Test
  void noCommandAtAllIsAWrongCommandLine() {
    CommandLineRun run = CommandLineRun.of();

    assertEquals(2, run.code());
    assertTrue(run.err().contains("Which command? There are: run, ingest"), run.err());
  }

  @Test
  void theEffectiveConfigurationIsShown() {
    CommandLineRun run =
        CommandLineRun.of("config", "-c", CommandLineRun.DEMO, "--set", "horizon=9");

    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("horizon = \"9\"  # --set"), run.out());
    assertTrue(run.out().contains("name = \"demo\""), run.out());
  }

  @Test
  void aWrongConfigurationEndsWithThree() {
    CommandLineRun run =
        CommandLineRun.of("config", "-c", CommandLineRun.DEMO, "--set", "horizn=9");

    assertEquals(3, run.code());
    assertTrue(run.err().startsWith("forecast: "), run.err());
    assertTrue(run.err().contains("did you mean 'horizon'?"), run.err());
  }

  @Test
  void aConfigurationFileThatIsNotThereEndsWithThree() {
    CommandLineRun run = CommandLineRun.of("config", "-c", folder.resolve("nix.conf").toString());

    assertEquals(3, run.code());
    assertTrue(run.err().contains("nix.conf"), run.err());
  }

  @Test
  void demoDataAreWrittenAndSummedUp() {
    Path demo = folder.resolve("demo");
    CommandLineRun run =
        CommandLineRun.of(
            "demo-data", demo.toString(), "--stores", "1", "--items", "3", "--days", "30");

    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("3 series"), run.out());
    assertTrue(run.err().contains("[1/1] write demo data: done"), run.err());
    assertTrue(Files.exists(demo.resolve("items.csv")));
  }

  @Test
  void demoDataOutOfBoundsAreAWrongCommandLine() {
    CommandLineRun run =
        CommandLineRun.of("demo-data", folder.resolve("d").toString(), "--days", "0");

    assertEquals(2, run.code());
    assertTrue(run.err().contains("days is 0; give a number from 1"), run.err());
  }

  @Test
  void demoDataIntoAFileAreAWrongCommandLine() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    CommandLineRun run = CommandLineRun.of("demo-data", file.toString());

    assertEquals(2, run.code());
    assertTrue(run.err().contains("is a file"), run.err());
  }

  static List<String> commands() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return Commands.line(Commands.all(), nowhere, nowhere).getSubcommands().keySet().stream()
        .filter(name -> !name.equals("help"))
        .toList();
  }
}
