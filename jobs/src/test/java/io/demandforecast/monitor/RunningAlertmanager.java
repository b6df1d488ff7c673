package io.demandforecast.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The project's Alertmanager on loopback: its file as it is shipped, but for addresses, which are
 * those of an {@link AlertInbox}, and times to wait, of which an hour is a few seconds.
 */
public final class RunningAlertmanager implements AutoCloseable {
  /** How long an alert lasts here until who is answerable hears of it. */
  public static final int ESCALATION_SECONDS = 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final int port = StartedPrograms.freePort();
  private final StartedPrograms started;

  public RunningAlertmanager(MonitoringPrograms programs, Path folder, AlertInbox inbox)
      throws IOException, InterruptedException {
    started = new StartedPrograms(programs, folder);
    Path config = folder.resolve("alertmanager.yml");
    Files.writeString(config, config(inbox));
    try {
      started.start(
          "alertmanager",
          "--config.file=" + config,
          "--storage.path=" + folder.resolve("data"),
          "--cluster.listen-address=",
          "--web.listen-address=127.0.0.1:" + port);
      started.await(address().resolve("/-/ready"));
    } catch (IOException | InterruptedException | RuntimeException failed) {
      close();
      throw failed;
    }
  }

  private static String config(AlertInbox inbox) throws IOException {
    String text = Files.readString(MonitoringPrograms.FILES.resolve("alertmanager.yml"));
    Map<String, String> changes = new TreeMap<>();
    changes.put(
        "smtp_smarthost: mail.example.org:587",
        "smtp_smarthost: 127.0.0.1:%d\n  smtp_require_tls: false".formatted(inbox.mailPort()));
    changes.put("https://pager.example.org/hooks/forecast", inbox.pager().toString());
    changes.put("group_wait: 1m", "group_wait: 1s");
    changes.put("group_wait: 2h", "group_wait: " + ESCALATION_SECONDS + "s");
    changes.put("group_interval: 10m", "group_interval: 2s");
    // Tests run at any hour.
    changes.put("[\"monday:friday\"]", "[\"sunday:saturday\"]");
    changes.put("\"08:00\"", "\"00:00\"");
    changes.put("\"18:00\"", "\"24:00\"");
    for (Map.Entry<String, String> change : changes.entrySet()) {
      if (!text.contains(change.getKey())) {
        throw new AssertionError("alertmanager.yml does not say " + change.getKey());
      }
      text = text.replace(change.getKey(), change.getValue());
    }
    return text;
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Tells it of an alert, as Prometheus does. */
  public void tell(Map<String, String> labels) throws IOException, InterruptedException {
    started.answer(
        StartedPrograms.request(address().resolve("/api/v2/alerts"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    JSON.writeValueAsString(List.of(Map.of("labels", labels))))));
  }

  /** Waits for an alert; whether another one that is there keeps it from being sent. */
  public boolean inhibits(String name, String command) throws IOException, InterruptedException {
    for (int i = 0; i < StartedPrograms.TRIES; i++) {
      String all =
          started.answer(StartedPrograms.request(address().resolve("/api/v2/alerts?active=true")));
      for (JsonNode alert : JSON.readTree(all)) {
        JsonNode labels = alert.path("labels");
        if (labels.path("alertname").asText().equals(name)
            && labels.path("command").asText().equals(command)
            && !alert.path("status").path("state").asText().equals("unprocessed")) {
          return !alert.path("status").path("inhibitedBy").isEmpty();
        }
      }
      Thread.sleep(StartedPrograms.PAUSE);
    }
    throw new AssertionError("it does not know of " + name + " of " + command);
  }

  @Override
  public void close() {
    started.close();
  }
}
