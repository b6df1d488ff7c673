package io.demandforecast.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.demandforecast.cluster.JavaProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What log files of a process hold. */
class LogFormatIT {
  @TempDir Path folder;

  @Test
  void everyJsonLineSaysWhereItWasWritten() throws Exception {
    List<JsonNode> lines =
        json(Map.of("FORECAST_LOG_FORMAT", "json", "FORECAST_LOG_LEVEL", "info"));

    assertEquals(
        List.of("an \"info\" line", "a warning", "of another thread", "at the end"),
        lines.stream().map(line -> line.path("message").asText()).toList());
    for (JsonNode line : lines.subList(0, 3)) {
      assertEquals("run", line.path("command").asText(), line.toString());
      assertEquals("predict", line.path("stage").asText(), line.toString());
      assertEquals("forecasts", line.path("table").asText(), line.toString());
      assertEquals("2025-12-31", line.path("as_of").asText(), line.toString());
      assertEquals("r-2025-12-31-0ebfc7ce61-1", line.path("run_id").asText(), line.toString());
      assertTrue(
          line.path("time").asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"),
          line.toString());
    }
    assertEquals("INFO", lines.get(0).path("level").asText());
    assertTrue(
        lines.get(1).path("stack_trace").asText().contains("with\ntwo lines"),
        lines.get(1).toString());
    assertEquals("task", lines.get(2).path("thread").asText());
    assertEquals("org.apache.spark.Other", lines.get(2).path("logger").asText());
    assertTrue(lines.get(3).path("stage").isMissingNode() || lines.get(3).path("stage").isNull());
    assertFalse(Files.exists(folder.resolve("logs/forecast.log")), "no text beside it");
  }

  @Test
  void linesOfEveryThreadSaySoUnderSparkSubmitToo() throws Exception {
    List<String> jars = new ArrayList<>(JavaProcess.classPath());
    List<String> program =
        jars.stream().filter(place -> Files.isDirectory(Path.of(place))).toList();
    jars.removeAll(program);
    Path launcher = Path.of(BelowLog4j.class.getName().replace('.', '/') + ".class");
    Files.createDirectories(folder.resolve(launcher).getParent());
    Path tests =
        Path.of(BelowLog4j.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Files.copy(tests.resolve(launcher), folder.resolve(launcher));
    jars.add(folder.toString());
    List<String> options =
        List.of(
            "-Xmx256m",
            "-Dlog4j2.configurationFile=" + Path.of("..", "conf", "log4j2.properties").toRealPath(),
            "-Dforecast.logs=" + folder.resolve("logs"));
    String separator = System.getProperty("path.separator");
    try (JavaProcess process =
        JavaProcess.start(
            folder.resolve("said"),
            Map.of("FORECAST_LOG_FORMAT", "json"),
            options,
            String.join(separator, jars),
            BelowLog4j.class,
            List.of(String.join(separator, program), TalkingProcess.class.getName(), "0"))) {
      process.join(300);
    }

    List<JsonNode> lines = lines();
    assertEquals(
        List.of("a warning", "of another thread", "at the end"),
        lines.stream().map(line -> line.path("message").asText()).toList());
    for (JsonNode line : lines.subList(0, 2)) {
      assertEquals("predict", line.path("stage").asText(), line.toString());
      assertEquals("r-2025-12-31-0ebfc7ce61-1", line.path("run_id").asText(), line.toString());
    }
  }

  @Test
  void whatLosesItsFilesWritesTheLinesToItsErrorStream() throws Exception {
    talk(Map.of("FORECAST_LOG_FORMAT", "json-stderr"), "20MB", 0);

    List<String> said = Files.readAllLines(folder.resolve("said"));
    String first = said.stream().filter(line -> line.startsWith("{")).findFirst().orElseThrow();
    JsonNode warning = new ObjectMapper().readTree(first);
    assertEquals("a warning", warning.path("message").asText());
    assertEquals("predict", warning.path("stage").asText());
    assertEquals("screen: false", said.get(said.size() - 1), "no log for people");
    assertFalse(Files.exists(folder.resolve("logs/forecast.json")), "no file beside it");
  }

  @Test
  void aDriverThatDoesNotSeeTheEnvironmentIsToldByProperties() throws Exception {
    talk(
        Map.of("FORECAST_LOG_FORMAT", "text"),
        "20MB",
        0,
        "-Dforecast.log.format=json",
        "-Dforecast.log.level=info",
        "-Dforecast.log.level.spark=info");

    assertEquals(
        List.of("an \"info\" line", "of others", "a warning", "of another thread", "at the end"),
        lines().stream().map(line -> line.path("message").asText()).toList());
  }

  @Test
  void textIsWhatAPersonGets() throws Exception {
    talk(Map.of(), "20MB", 0);

    List<String> lines = Files.readAllLines(folder.resolve("logs/forecast.log"));
    assertTrue(
        lines.get(0).matches("\\S+Z WARN  \\[main] TalkingProcess: a warning"), lines.get(0));
    assertFalse(String.join("\n", lines).contains("info"), "warnings alone");
    assertFalse(Files.exists(folder.resolve("logs/forecast.json")), "no JSON beside it");
  }

  @Test
  void filesAreBounded() throws Exception {
    talk(Map.of("FORECAST_LOG_FORMAT", "json"), "10KB", 2000);

    try (Stream<Path> files = Files.list(folder.resolve("logs"))) {
      List<Path> all = files.toList();
      assertEquals(6, all.size(), all.toString());
      for (Path file : all) {
        assertTrue(Files.size(file) < 12_000, file.toString());
      }
    }
  }

  private List<JsonNode> json(Map<String, String> environment) throws Exception {
    talk(environment, "20MB", 0);
    return lines();
  }

  private List<JsonNode> lines() throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("logs/forecast.json"))) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  private void talk(Map<String, String> environment, String size, int more, String... options)
      throws Exception {
    Path said = folder.resolve("said");
    List<String> all = new ArrayList<>(List.of("-Xmx256m", "-Dforecast.log.size=" + size));
    all.add("-Dforecast.logs=" + folder.resolve("logs"));
    all.addAll(List.of(options));
    try (JavaProcess process =
        JavaProcess.start(
            said, environment, all, TalkingProcess.class, List.of(String.valueOf(more)))) {
      process.join(300);
    }
  }
}
