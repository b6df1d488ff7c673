package io.demandforecast.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Receives OpenLineage events by HTTP, and keeps them. */
public final class Receiver implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  /**
   * @param code that it answers with
   */
  public Receiver(int code) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/api/v1/lineage",
        exchange -> {
          events.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
              .ifPresent(authorizations::add);
          exchange.sendResponseHeaders(code, -1);
          exchange.close();
        });
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/lineage");
  }

  /** What it has received. */
  public List<JsonNode> events() {
    return events;
  }

  /** The only event of a kind about a job. */
  public JsonNode event(String type, String job) {
    List<JsonNode> found =
        events.stream()
            .filter(event -> event.path("eventType").asText().equals(type))
            .filter(event -> event.path("job").path("name").asText().equals(job))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " events " + type + " of " + job + " in " + events);
    }
    return found.get(0);
  }

  List<String> authorizations() {
    return authorizations;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
