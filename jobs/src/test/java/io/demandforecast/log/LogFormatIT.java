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
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("logs/forecast.json"))) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  private void talk(Map<String, String> environment, String size, int more) throws Exception {
    Path said = folder.resolve("said");
    try (JavaProcess process =
        JavaProcess.start(
            said,
            environment,
            List.of(
                "-Xmx256m",
                "-Dforecast.logs=" + folder.resolve("logs"),
                "-Dforecast.log.size=" + size),
            TalkingProcess.class,
            List.of(String.valueOf(more)))) {
      process.join(300);
    }
  }
}
