package io.demandforecast.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What rules, dashboards and documents say of each other. */
class MonitoringFilesTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern ALERT =
      Pattern.compile("- alert: (\\w+)\n(.*?)runbook_url: (\\S+)", Pattern.DOTALL);
  private static final Pattern CASE = Pattern.compile("alertname: (\\w+)\n\\s+exp_alerts:( \\[])?");
  private static final Pattern NAME = Pattern.compile("\\bforecast[:_][a-z_:]+");

  @Test
  void eachAlertHasASeverityAndARunbook() throws IOException {
    Set<String> anchors = new HashSet<>();
    for (String line : Files.readAllLines(DOCS.resolve("operations.md"))) {
      if (line.startsWith("#")) {
        anchors.add(
            line.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 _-]", "")
                .replace(' ', '-'));
      }
    }
    for (Map.Entry<String, String> alert : alerts().entrySet()) {
      assertTrue(
          alert.getValue().matches("(?s).*severity: (critical|warning)\n.*"), alert.getKey());
    }
    for (String runbook : runbooks()) {
      assertTrue(runbook.startsWith("docs/operations.md#"), runbook);
      assertTrue(anchors.contains(runbook.substring(runbook.indexOf('#') + 1)), runbook);
    }
  }

  @Test
  void eachAlertIsTriedWhereItMustFireAndWhereItMustNot() throws IOException {
    Set<String> fires = new TreeSet<>();
    Set<String> quiet = new TreeSet<>();
    Matcher tried = CASE.matcher(read("tests/alerts_test.yml"));
    while (tried.find()) {
      (tried.group(2) == null ? fires : quiet).add(tried.group(1));
    }
    Set<String> alerts = new TreeSet<>(alerts().keySet());
    alerts.remove("");

    assertEquals(alerts, fires);
    assertEquals(alerts, quiet);
  }

  @Test
  void whatIsAskedForIsTold() throws IOException {
    Set<String> known = new HashSet<>();
    Arrays.stream(Metric.values()).forEach(metric -> known.add(metric.id()));
    Matcher recorded = Pattern.compile("- record: (\\S+)").matcher(read("rules/recording.yml"));
    while (recorded.find()) {
      known.add(recorded.group(1));
    }
    List<String> texts =
        new ArrayList<>(List.of(read("rules/recording.yml"), read("rules/alerts.yml")));
    for (Dashboards.Panel panel : Dashboards.panels()) {
      texts.add(panel.expression());
    }
    for (String text : texts) {
      Matcher name = NAME.matcher(text);
      while (name.find()) {
        assertTrue(known.contains(name.group()), name.group());
      }
    }
  }

  @Test
  void theDocumentNamesEveryMetric() throws IOException {
    String document = Files.readString(DOCS.resolve("monitoring.md"));
    for (Metric metric : Metric.values()) {
      assertTrue(document.contains("`" + metric.id() + "`"), metric.id());
    }
  }

  @Test
  void dashboardsAreWhole() throws IOException {
    Set<String> names = new HashSet<>();
    for (JsonNode dashboard : Dashboards.all()) {
      assertTrue(names.add(dashboard.path("uid").asText()), "uid " + dashboard.path("uid"));
      Set<Integer> ids = new HashSet<>();
      Set<String> cells = new HashSet<>();
      for (JsonNode panel : dashboard.path("panels")) {
        String title = dashboard.path("title").asText() + " / " + panel.path("title").asText();
        assertTrue(ids.add(panel.path("id").asInt()), title);
        JsonNode place = panel.path("gridPos");
        assertTrue(place.path("x").asInt() + place.path("w").asInt() <= 24, title);
        for (int x = 0; x < place.path("w").asInt(); x++) {
          for (int y = 0; y < place.path("h").asInt(); y++) {
            String cell = (place.path("x").asInt() + x) + " " + (place.path("y").asInt() + y);
            assertTrue(cells.add(cell), title + " lies over another panel");
          }
        }
        panel
            .path("targets")
            .forEach(t -> assertEquals("prometheus", t.path("datasource").path("uid").asText()));
      }
      assertFalse(ids.isEmpty(), "panels");
    }
    assertEquals(
        Set.of("forecast-operations", "forecast-quality", "forecast-data", "forecast-night"),
        names);
  }

  private static Map<String, String> alerts() throws IOException {
    Map<String, String> alerts = new TreeMap<>();
    Matcher alert = ALERT.matcher(read("rules/alerts.yml"));
    while (alert.find()) {
      alerts.put(alert.group(1), alert.group(2));
    }
    assertFalse(alerts.isEmpty(), "alerts");
    return alerts;
  }

  private static List<String> runbooks() throws IOException {
    List<String> runbooks = new ArrayList<>();
    Matcher alert = ALERT.matcher(read("rules/alerts.yml"));
    while (alert.find()) {
      runbooks.add(alert.group(3));
    }
    return runbooks;
  }

  private static String read(String file) throws IOException {
    return Files.readString(MonitoringPrograms.FILES.resolve(file));
  }
}
