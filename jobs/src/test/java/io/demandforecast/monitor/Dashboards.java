package io.demandforecast.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's dashboards, as their files say. */
public final class Dashboards {
  private static final Path FOLDER = MonitoringPrograms.FILES.resolve("grafana/dashboards");
  private static final Pattern SQL = Pattern.compile("By SQL: `([^`]+)`");
  private static final Pattern WITHIN = Pattern.compile("-- .*within ([0-9.]+)");

  private Dashboards() {}

  /**
   * A panel that asks Prometheus.
   *
   * @param where dashboard and title
   * @param expression what it asks
   * @param sql what gives the same number; empty where no table has it
   * @param within by how much that may differ
   */
  public record Panel(String where, String expression, Optional<String> sql, double within) {}

  /** Each dashboard. */
  static List<JsonNode> all() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        all.add(new ObjectMapper().readTree(file.toFile()));
      }
    }
    return all;
  }

  /** Every panel with a query. */
  public static List<Panel> panels() throws IOException {
    List<Panel> panels = new ArrayList<>();
    for (JsonNode dashboard : all()) {
      for (JsonNode panel : dashboard.path("panels")) {
        for (JsonNode target : panel.path("targets")) {
          Matcher sql = SQL.matcher(panel.path("description").asText());
          Optional<String> query = sql.find() ? Optional.of(sql.group(1)) : Optional.empty();
          Matcher within = WITHIN.matcher(query.orElse(""));
          panels.add(
              new Panel(
                  dashboard.path("title").asText() + " / " + panel.path("title").asText(),
                  target.path("expr").asText(),
                  query,
                  within.find() ? Double.parseDouble(within.group(1)) : 0));
        }
      }
    }
    return panels;
  }
}
