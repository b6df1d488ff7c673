package io.demandforecast.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.demandforecast.config.MonitoringSettings;
import io.demandforecast.config.MonitoringSettings.Pushgateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void aTextfileHasFiguresInThePrometheusFormat() throws IOException {
    assertEquals(List.of(), textfile().tell(ofCommand(3)));

    assertEquals(
        """
        # HELP forecast_last_exit_code Exit code that the command ended with last.
        # TYPE forecast_last_exit_code gauge
        forecast_last_exit_code{command="run",dataset="shop",warehouse="w-1"} 3.0
        # HELP forecast_last_stage_seconds Time that each of its stages took last.
        # TYPE forecast_last_stage_seconds gauge
        forecast_last_stage_seconds{command="run",dataset="shop",stage="say \\"hi\\"",warehouse="w-1"} 0.5
        """,
        Files.readString(folder.resolve("forecast-shop-w-1-run.prom")));
  }

  @Test
  void aFileIsReplacedAndNothingElseIsLeft() throws IOException {
    textfile().tell(ofCommand(3));
    textfile().tell(ofCommand(0));
    textfile().tell(ofWarehouse());

    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of("forecast-shop-w-1-run.prom", "forecast-shop-w-1.prom"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    assertTrue(
        Files.readString(folder.resolve("forecast-shop-w-1-run.prom"))
            .contains(
                "forecast_last_exit_code{command=\"run\",dataset=\"shop\",warehouse=\"w-1\"} 0.0"));
  }

  @Test
  void aFolderThatCannotBeWrittenIsAWarning() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    List<String> problems =
        monitor(Optional.of(file.toString()), Optional.empty(), LONG).tell(ofCommand(0));

    assertEquals(1, problems.size());
    assertTrue(
        problems.get(0).startsWith("figures could not be told to the folder " + file + ": "),
        problems.get(0));
  }

  @Test
  void whatIsPushedReplacesItsGroup() throws IOException {
    try (Gateway gateway = new Gateway(0)) {
      Map<String, String> environment = Map.of("SECRET", "open sesame");
      Monitor monitor =
          Monitor.of(
              settings(Optional.empty(), Optional.of(gateway.settings("/prefix/", "me")), LONG),
              environment);

      assertEquals(List.of(), monitor.tell(ofWarehouse()));
      assertEquals(List.of(), monitor.tell(ofCommand(0)));

      assertEquals(
          List.of(
              "PUT /prefix/metrics/job/night/dataset/shop/warehouse/w-1 Basic bWU6b3BlbiBzZXNhbWU=",
              "PUT /prefix/metrics/job/night/command/run/dataset/shop/warehouse/w-1"
                  + " Basic bWU6b3BlbiBzZXNhbWU="),
          gateway.requests);
      assertTrue(
          gateway.bodies.get(0).contains("# TYPE forecast_publication_rows gauge"),
          gateway.bodies.get(0));
    }
  }

  @Test
  void aGatewayThatHangsCostsTheTimeoutAndNoMore() throws IOException {
    try (Gateway gateway = new Gateway(30_000)) {
      long began = System.nanoTime();

      List<String> problems =
          monitor(
                  Optional.of(folder.toString()),
                  Optional.of(gateway.settings("", "")),
                  Duration.ofMillis(300))
              .tell(ofCommand(0));

      assertEquals(1, problems.size(), problems.toString());
      assertTrue(problems.get(0).contains("the Pushgateway http://127.0.0.1:"), problems.get(0));
      assertTrue(System.nanoTime() - began < 15e9, "it waited");
      assertTrue(Files.exists(folder.resolve("forecast-shop-w-1-run.prom")), "the other target");
    }
  }

  @Test
  void aGatewayThatIsNotThereOrRefusesIsAWarning() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Pushgateway nobody =
        new Pushgateway(URI.create("http://127.0.0.1:" + port), "night", "", "SECRET");
    assertTrue(
        monitor(Optional.empty(), Optional.of(nobody), LONG)
            .tell(ofCommand(0))
            .get(0)
            .contains("Connection refused"));
    try (Gateway gateway = new Gateway(0)) {
      gateway.code = 500;

      assertTrue(
          monitor(Optional.empty(), Optional.of(gateway.settings("", "")), LONG)
              .tell(ofCommand(0))
              .get(0)
              .contains("500"));
    }
  }

  @Test
  void aFigureHasTheLabelsOfItsMetric() {
    assertThrows(IllegalArgumentException.class, () -> Figure.of(Metric.WAPE, 1, "production"));
  }

  @Test
  void metricsAreNamedAsPrometheusWants() {
    for (Metric metric : Metric.values()) {
      assertTrue(metric.id().matches("forecast(_[a-z]+)+"), metric.id());
      assertTrue(metric.help().endsWith("."), metric.help());
    }
  }

  private static Report ofCommand(int code) {
    return new Report(
        "shop",
        "w-1",
        Optional.of("run"),
        List.of(
            Figure.of(Metric.LAST_EXIT_CODE, code, "run"),
            Figure.of(Metric.LAST_STAGE, 0.5, "run", "say \"hi\"")));
  }

  private static Report ofWarehouse() {
    return new Report(
        "shop",
        "w-1",
        Optional.empty(),
        List.of(Figure.of(Metric.PUBLISHED_ROWS, 12, "production")));
  }

  private Monitor textfile() {
    return monitor(Optional.of(folder.toString()), Optional.empty(), LONG);
  }

  private static Monitor monitor(
      Optional<String> textfile, Optional<Pushgateway> gateway, Duration timeout) {
    return Monitor.of(settings(textfile, gateway, timeout), Map.of());
  }

  private static MonitoringSettings settings(
      Optional<String> textfile, Optional<Pushgateway> gateway, Duration timeout) {
    return new MonitoringSettings(
        "w-1", Duration.ofDays(1), textfile, gateway, Optional.empty(), Optional.empty(), timeout);
  }

  /** Keeps what it is sent, and answers after a while. */
  private static final class Gateway implements AutoCloseable {
    final List<String> requests = new ArrayList<>();
    final List<String> bodies = new ArrayList<>();
    volatile int code = 202;
    private final HttpServer server;
    private final ExecutorService handlers = Executors.newCachedThreadPool();

    Gateway(long millis) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      server.createContext(
          "/",
          exchange -> {
            try {
              Thread.sleep(millis);
            } catch (InterruptedException stopped) {
              Thread.currentThread().interrupt();
            }
            requests.add(
                exchange.getRequestMethod()
                    + " "
                    + exchange.getRequestURI()
                    + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            bodies.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(code, -1);
            exchange.close();
          });
      server.setExecutor(handlers);
      server.start();
    }

    Pushgateway settings(String path, String user) {
      return new Pushgateway(
          URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path),
          "night",
          user,
          "SECRET");
    }

    @Override
    public void close() {
      handlers.shutdownNow();
      server.stop(0);
    }
  }
}
