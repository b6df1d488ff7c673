package io.demandforecast.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A Pushgateway, and a Prometheus that scrapes it and knows the project's rules, on loopback. */
public final class RunningPrometheus implements AutoCloseable {
  private static final int TRIES = 240;
  private static final long PAUSE = 500;

  private final Path folder;
  private final int gatewayPort = freePort();
  private final int port = freePort();
  private final List<Process> processes = new ArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();

  public RunningPrometheus(MonitoringPrograms programs, Path folder)
      throws IOException, InterruptedException {
    this.folder = folder;
    Files.createDirectories(folder);
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: { scrape_interval: 1s, evaluation_interval: 1s }
        rule_files: ["%s/rules/*.yml"]
        scrape_configs:
          - job_name: pushgateway
            honor_labels: true
            static_configs: [{ targets: ["127.0.0.1:%d"] }]
        """
            .formatted(MonitoringPrograms.FILES, gatewayPort));
    try {
      start(programs, "pushgateway", "--web.listen-address=127.0.0.1:" + gatewayPort);
      start(
          programs,
          "prometheus",
          "--config.file=" + config,
          "--storage.tsdb.path=" + folder.resolve("data"),
          "--web.listen-address=127.0.0.1:" + port);
      await(gateway().resolve("/-/ready"));
      await(URI.create("http://127.0.0.1:" + port + "/-/ready"));
    } catch (IOException | InterruptedException | RuntimeException failed) {
      close();
      throw failed;
    }
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
    for (int i = 0; i < TRIES; i++) {
      Map<Map<String, String>, Double> found = ask(expression);
      if (!found.isEmpty()) {
        return found;
      }
      Thread.sleep(PAUSE);
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
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(1)).build(),
            HttpResponse.BodyHandlers.ofString());
    JsonNode answer = new ObjectMapper().readTree(response.body());
    if (!answer.path("status").asText().equals("success")) {
      throw new AssertionError(expression + ": " + response.body());
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

  private void start(MonitoringPrograms programs, String program, String... arguments)
      throws IOException {
    processes.add(
        programs.start(folder.resolve(program + ".log").toFile(), program, List.of(arguments)));
  }

  private void await(URI ready) throws IOException, InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      try {
        HttpRequest request = HttpRequest.newBuilder(ready).timeout(Duration.ofMinutes(1)).build();
        if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (java.net.ConnectException notYet) {
        // It is starting.
      }
      Thread.sleep(PAUSE);
    }
    throw new AssertionError(ready + " does not answer; see " + folder);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
    for (Process process : processes) {
      try {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException stopped) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
