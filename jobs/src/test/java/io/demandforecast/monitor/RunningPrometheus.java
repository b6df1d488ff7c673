package io.demandforecast.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Pushgateway, and a Prometheus that scrapes it, knows the project's rules and tells an
 * Alertmanager, on loopback. A minute of the rules is a second, or nothing that is to fire would.
 */
public final class RunningPrometheus implements AutoCloseable {
  private final Path folder;
  private final int gatewayPort = StartedPrograms.freePort();
  private final int port = StartedPrograms.freePort();
  private final StartedPrograms started;

  /**
   * @param alertmanager where alerts go
   */
  public RunningPrometheus(MonitoringPrograms programs, Path folder, URI alertmanager)
      throws IOException, InterruptedException {
    this.folder = folder;
    started = new StartedPrograms(programs, folder);
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: { scrape_interval: 1s, evaluation_interval: 1s }
        rule_files: ["%s/*.yml"]
        alerting: { alertmanagers: [{ static_configs: [{ targets: ["%s"] }] }] }
        scrape_configs:
          - job_name: pushgateway
            honor_labels: true
            static_configs: [{ targets: ["127.0.0.1:%d"] }]
        """
            .formatted(hastyRules(), alertmanager.getAuthority(), gatewayPort));
    try {
      started.start("pushgateway", "--web.listen-address=127.0.0.1:" + gatewayPort);
      started.start(
          "prometheus",
          "--config.file=" + config,
          "--storage.tsdb.path=" + folder.resolve("data"),
          "--web.listen-address=127.0.0.1:" + port);
      started.await(gateway().resolve("/-/ready"));
      started.await(URI.create("http://127.0.0.1:" + port + "/-/ready"));
    } catch (IOException | InterruptedException | RuntimeException failed) {
      close();
      throw failed;
    }
  }

  private Path hastyRules() throws IOException {
    Path rules = Files.createDirectories(folder.resolve("rules"));
    for (String file : List.of("recording.yml", "alerts.yml")) {
      String text = Files.readString(MonitoringPrograms.FILES.resolve("rules").resolve(file));
      Files.writeString(rules.resolve(file), text.replaceAll("(?m)^( +for: [0-9]+)m$", "$1s"));
    }
    return rules;
  }

  /** Address of the Pushgateway. */
  public URI gateway() {
    return URI.create("http://127.0.0.1:" + gatewayPort);
  }

  /**
   * Asks until there is an answer.
   *
   * @return value by labels
   */
  public Map<Map<String, String>, Double> query(String expression)
      throws IOException, InterruptedException {
    for (int i = 0; i < StartedPrograms.TRIES; i++) {
      Map<Map<String, String>, Double> found = ask(expression);
      if (!found.isEmpty()) {
        return found;
      }
      Thread.sleep(StartedPrograms.PAUSE);
    }
    throw new AssertionError("no answer to " + expression + "; see " + folder);
  }

  private Map<Map<String, String>, Double> ask(String expression)
      throws IOException, InterruptedException {
    URI uri =
        URI.create(
            "http://127.0.0.1:"
                + port
                + "/api/v1/query?query="
                + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    JsonNode answer = new ObjectMapper().readTree(started.answer(StartedPrograms.request(uri)));
    if (!answer.path("status").asText().equals("success")) {
      throw new AssertionError(expression + ": " + answer);
    }
    Map<Map<String, String>, Double> values = new HashMap<>();
    for (JsonNode sample : answer.path("data").path("result")) {
      Map<String, String> labels = new TreeMap<>();
      sample
          .path("metric")
          .properties()
          .forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
      values.put(labels, Double.valueOf(sample.path("value").get(1).asText()));
    }
    return values;
  }

  @Override
  public void close() {
    started.close();
  }
}
