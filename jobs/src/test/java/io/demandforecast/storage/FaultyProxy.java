package io.demandforecast.storage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and an S3 server, and does to requests what networks and stores do. */
public final class FaultyProxy implements AutoCloseable {
  private static final Set<String> OWN_HEADERS =
      Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "date");

  private static final String ENCRYPTION = "x-amz-server-side-encryption";

  /** What is done to a request. */
  public enum Fault {
    NONE,
    /** The store says that it failed; nothing is done. */
    ERROR_500,
    /** The store asks to slow down; nothing is done. */
    SLOW_DOWN_503,
    /** The connection is cut before the request reaches the store. */
    RESET,
    /** All is done, and late. */
    LATENCY,
    /** All is done, and the connection is cut before the answer is sent. */
    LOST_ANSWER
  }

  /**
   * A request as it came.
   *
   * @param headers by name in small letters, the first value of each
   */
  public record Seen(String method, String path, String query, Map<String, String> headers) {}

  /** Decides what is done to a request. */
  public interface Plan {
    /**
     * @param number of the request, from 1
     */
    Fault of(int number, String method, String path);
  }

  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final URI target;
  private final Plan plan;
  private final AtomicInteger requests = new AtomicInteger();
  private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
  private final Map<Fault, AtomicInteger> done = new EnumMap<>(Fault.class);

  private FaultyProxy(HttpServer server, URI target, Plan plan) {
    this.server = server;
    this.target = target;
    this.plan = plan;
    for (Fault fault : Fault.values()) {
      done.put(fault, new AtomicInteger());
    }
  }

  public static FaultyProxy before(URI target, Plan plan) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FaultyProxy proxy = new FaultyProxy(server, target, plan);
    server.createContext("/", proxy::handle);
    server.setExecutor(proxy.threads);
    server.start();
    return proxy;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** How often a fault was done. */
  public int count(Fault fault) {
    return done.get(fault).get();
  }

  /** All requests so far. */
  public List<Seen> seen() {
    return List.copyOf(seen);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      seen.add(seen(exchange));
      byte[] body = exchange.getRequestBody().readAllBytes();
      String method = exchange.getRequestMethod();
      Fault fault = plan.of(requests.incrementAndGet(), method, exchange.getRequestURI().getPath());
      done.get(fault).incrementAndGet();
      switch (fault) {
        case RESET -> {}
        case ERROR_500 -> refuse(exchange, 500, "InternalError");
        case SLOW_DOWN_503 -> refuse(exchange, 503, "SlowDown");
        case LOST_ANSWER -> forward(exchange, method, body);
        case LATENCY -> {
          Thread.sleep(300);
          answer(exchange, forward(exchange, method, body));
        }
        case NONE -> answer(exchange, forward(exchange, method, body));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // Without an answer this cuts the connection.
      exchange.close();
    }
  }

  private static Seen seen(HttpExchange exchange) {
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
    return new Seen(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), ""),
        headers);
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, String method, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI().toString()))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              String header = name.toLowerCase(java.util.Locale.ROOT);
              // The server behind has no keys.
              if (!OWN_HEADERS.contains(header) && !header.startsWith(ENCRYPTION)) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer)
      throws IOException {
    for (Map.Entry<String, List<String>> header : answer.headers().map().entrySet()) {
      String name = header.getKey().toLowerCase(java.util.Locale.ROOT);
      boolean length = name.equals("content-length") && exchange.getRequestMethod().equals("HEAD");
      if (length || !OWN_HEADERS.contains(name)) {
        exchange.getResponseHeaders().put(header.getKey(), header.getValue());
      }
    }
    send(exchange, answer.statusCode(), answer.body());
  }

  private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
    String text = "<Error><Code>" + code + "</Code><Message>a test</Message></Error>";
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    send(exchange, status, head ? new byte[0] : text.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
