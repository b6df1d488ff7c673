package io.demandforecast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.demandforecast.cluster.JavaProcess;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.Publications;
import io.demandforecast.testing.TinyShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every line that a night writes into a JSON log, Spark's own among them, says what a log shipper
 * looks for, from where it is known on.
 */
@Tag("slow")
class CommandLogIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern COMMIT = Pattern.compile("(\\w+) is written as version \\d+");
  private static final String STAGE_BEGINS = "stage begins";

  @TempDir Path folder;

  @Test
  void everyLineOfANightSaysWhereItBelongs() throws Exception {
    TinyShop.write(folder);
    String day = TinyShop.day(TinyShop.DAYS - 1).toString();
    run("run", "--as-of", day);
    List<JsonNode> lines = lines();

    assertTrue(
        lines.stream().anyMatch(line -> said(line, "logger").startsWith("org.apache.")),
        "Spark's lines are there too");
    assertAlwaysFrom(lines, 0, "command", "run");
    int opened = first(lines, "dataset");
    assertAlwaysFrom(lines, opened, "dataset", "killed");
    // Known from the command line, before anything is read.
    assertAlwaysFrom(lines, first(lines, "as_of"), "as_of", day);
    int begun = first(lines, "stage");
    assertTrue(first(lines, "as_of") < begun, "as-of day before the first stage");
    int execution = first(lines, "execution_id");
    assertTrue(execution < begun, "the execution begins before its first stage");
    assertAlwaysFrom(lines, execution, "execution_id", said(lines.get(execution), "execution_id"));
    // After its last stage a command writes down that it has ended.
    for (JsonNode line : lines.subList(begun, last(lines, "stage"))) {
      assertFalse(said(line, "stage").isEmpty(), line.toString());
    }
    assertStages(lines);
    assertRun(lines);
    assertCommits(lines);
  }

  /** Those that the night has, in their order. */
  private static void assertStages(List<JsonNode> lines) {
    List<String> stages =
        lines.stream()
            .filter(line -> said(line, "message").equals(STAGE_BEGINS))
            .map(line -> said(line, "stage"))
            .toList();
    assertEquals("load and validate", stages.get(0));
    assertEquals("assemble panel", stages.get(1));
    assertTrue(stages.indexOf("predict") < stages.indexOf("audit and publish"), stages.toString());
    assertEquals("write report", stages.get(stages.size() - 1));
  }

  private static void assertRun(List<JsonNode> lines) {
    int made = first(lines, "run_id");
    String run = said(lines.get(made), "run_id");
    assertAlwaysFrom(lines, made, "run_id", run);
    for (JsonNode line : lines) {
      if (said(line, "stage").equals("audit and publish")) {
        assertEquals(run, said(line, "run_id"), line.toString());
      }
    }
  }

  /** A commit's line names its table. */
  private static void assertCommits(List<JsonNode> lines) {
    Set<String> tables = new HashSet<>();
    for (JsonNode line : lines) {
      Matcher commit = COMMIT.matcher(said(line, "message"));
      if (commit.matches()) {
        assertEquals(commit.group(1), said(line, "table"), line.toString());
        tables.add(commit.group(1));
      }
    }
    assertTrue(
        tables.containsAll(List.of(Forecasts.NAME, Publications.NAME, "observations", "runs")),
        tables.toString());
  }

  private static void assertAlwaysFrom(
      List<JsonNode> lines, int from, String field, String expected) {
    for (JsonNode line : lines.subList(from, lines.size())) {
      assertEquals(expected, said(line, field), () -> field + " of " + line);
    }
  }

  /** Empty where the line does not say it. */
  private static String said(JsonNode line, String field) {
    return line.path(field).isTextual() ? line.path(field).asText() : "";
  }

  /** Number of the first line with a field. */
  private static int first(List<JsonNode> lines, String field) {
    for (int i = 0; i < lines.size(); i++) {
      if (!said(lines.get(i), field).isEmpty()) {
        return i;
      }
    }
    throw new AssertionError("no line has " + field);
  }

  /** Number of the last line with a field. */
  private static int last(List<JsonNode> lines, String field) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (!said(lines.get(i), field).isEmpty()) {
        return i;
      }
    }
    throw new AssertionError("no line has " + field);
  }

  private List<JsonNode> lines() throws IOException {
    Path logs = folder.resolve("logs");
    try (Stream<Path> files = Files.list(logs)) {
      assertEquals(List.of(logs.resolve("forecast.json")), files.toList());
    }
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(logs.resolve("forecast.json"))) {
      lines.add(JSON.readTree(line));
    }
    assertFalse(lines.isEmpty(), "lines");
    return lines;
  }

  private void run(String... words) throws Exception {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(TinyShop.options(folder, folder.resolve("corner")));
    try (JavaProcess process =
        JavaProcess.start(
            folder.resolve("said"),
            Map.of(
                "SPARK_LOCAL_IP", "127.0.0.1",
                "FORECAST_LOG_FORMAT", "json",
                "FORECAST_LOG_LEVEL", "info",
                "FORECAST_LOG_LEVEL_SPARK", "info"),
            List.of(
                "-Xmx1g",
                "-Dforecast.logs=" + folder.resolve("logs"),
                "-Dforecast.log.size=200MB",
                "-Dspark.master=local[2]"),
            Main.class,
            line)) {
      process.join(600);
    }
  }
}
