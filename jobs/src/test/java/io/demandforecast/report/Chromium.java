package io.demandforecast.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A headless Chromium with one page, driven by its DevTools protocol. To be closed. */
public final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final WebSocket socket;
  private final Answers answers;
  private final AtomicInteger calls = new AtomicInteger();

  private Chromium(Process process, WebSocket socket, Answers answers) {
    this.process = process;
    this.socket = socket;
    this.answers = answers;
  }

  /** The program: of the variable CHROMIUM, else the first on the path; empty: there is none. */
  public static Optional<Path> program() {
    String named = System.getenv("CHROMIUM");
    if (named != null && !named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts one.
   *
   * @param profile an empty folder
   */
  public static Chromium start(Path program, Path profile) {
    try {
      Process process =
          new ProcessBuilder(
                  program.toString(),
                  "--headless=new",
                  "--no-sandbox",
                  "--disable-gpu",
                  "--disable-dev-shm-usage",
                  "--no-first-run",
                  "--disable-background-networking",
                  "--disable-component-update",
                  "--remote-debugging-port=0",
                  "--user-data-dir=" + profile,
                  "about:blank")
              .redirectErrorStream(true)
              .redirectOutput(profile.resolve("chromium.log").toFile())
              .start();
      Answers answers = new Answers();
      String page = page(port(process, profile));
      WebSocket socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(URI.create(page), answers)
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      Chromium chromium = new Chromium(process, socket, answers);
      for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
        chromium.call(domain + ".enable", Map.of());
      }
      return chromium;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Chromium does not answer", e);
    }
  }

  /** The port that it chose, which it writes into its profile. */
  private static int port(Process process, Path profile) throws IOException, InterruptedException {
    Path file = profile.resolve("DevToolsActivePort");
    for (long waited = 0; waited < PATIENCE_SECONDS * 10; waited++) {
      if (Files.exists(file) && !Files.readString(file).isEmpty()) {
        return Integer.parseInt(Files.readAllLines(file).get(0));
      }
      if (!process.isAlive()) {
        break;
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException(
        "Chromium did not start:\n" + Files.readString(profile.resolve("chromium.log")));
  }

  private static String page(int port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build();
    for (long waited = 0; waited < PATIENCE_SECONDS * 10; waited++) {
      String targets =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
      for (JsonNode target : JSON.readTree(targets)) {
        if (target.path("type").asText().equals("page")) {
          return target.path("webSocketDebuggerUrl").asText();
        }
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("Chromium has no page");
  }

  /**
   * Opens a file and waits until it is drawn.
   *
   * @param width of the window in pixels of the page
   * @param scheme light or dark
   */
  public void open(Path file, int width, int height, String scheme) {
    answers.events.clear();
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    call("Page.navigate", Map.of("url", file.toUri().toString()));
    await("document.readyState === 'complete' && location.protocol === 'file:'");
    // Charts are made when the browser has laid the page out.
    evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 300)))");
  }

  /** Waits until an expression is true. */
  public void await(String expression) {
    try {
      for (long waited = 0; waited < PATIENCE_SECONDS * 10; waited++) {
        if (evaluate(expression).asBoolean()) {
          return;
        }
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    throw new IllegalStateException("never true: " + expression);
  }

  /** The value of an expression in the page. */
  public JsonNode evaluate(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  /** What the element that a selector finds says. */
  public String text(String selector) {
    return evaluate("document.querySelector('" + selector + "').textContent").asText();
  }

  /** The texts of a list that an expression gives. */
  public List<String> texts(String expression) {
    return StreamSupport.stream(evaluate(expression).spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  /** Of each chart that a selector finds the pixels that are drawn. */
  public List<Integer> drawn(String selector) {
    String pixels =
        """
        [...document.querySelectorAll('%s')].map(canvas => {
          const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          let drawn = 0;
          for (let i = 3; i < pixels.length; i += 4) drawn += pixels[i] > 0 ? 1 : 0;
          return drawn;
        })
        """;
    return texts(pixels.formatted(selector)).stream().map(Integer::valueOf).toList();
  }

  /** Types words into the report's search. */
  public void search(String words) {
    evaluate(
        "(() => { const search = document.querySelector('.search'); search.value = "
            + JSON.getNodeFactory().textNode(words)
            + "; search.dispatchEvent(new Event('input')); })()");
  }

  /** Errors and warnings on the console, exceptions, and what the browser itself complains of. */
  public List<String> problems() {
    return Stream.of(
            of("Runtime.exceptionThrown", event -> true),
            of(
                "Runtime.consoleAPICalled",
                event ->
                    List.of("error", "warning", "assert").contains(event.path("type").asText())),
            of(
                "Log.entryAdded",
                event -> !event.path("entry").path("level").asText().equals("verbose")))
        .flatMap(List::stream)
        .map(JsonNode::toString)
        .toList();
  }

  /** Addresses that were asked for, beside those of files. */
  public List<String> requests() {
    return of("Network.requestWillBeSent", event -> true).stream()
        .map(event -> event.path("request").path("url").asText())
        .filter(address -> !address.startsWith("file:"))
        .toList();
  }

  private List<JsonNode> of(String method, Predicate<JsonNode> wanted) {
    return answers.events.stream()
        .filter(event -> event.path("method").asText().equals(method))
        .map(event -> event.path("params"))
        .filter(wanted)
        .toList();
  }

  /** A picture of the window, as PNG. */
  void picture(Path file) {
    String data = call("Page.captureScreenshot", Map.of("format", "png")).path("data").asText();
    try {
      Files.write(file, Base64.getDecoder().decode(data));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode call(String method, Map<String, Object> parameters) {
    int id = calls.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.awaited.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    try {
      socket.sendText(message.toString(), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      JsonNode answered = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (answered.has("error")) {
        throw new IllegalStateException(method + ": " + answered.get("error"));
      }
      return answered.path("result");
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(method + " has no answer", e);
    }
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What comes back: answers to calls, and events. */
  private static final class Answers implements WebSocket.Listener {
    private final Map<Integer, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final List<CharSequence> parts = new ArrayList<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      parts.add(data.toString());
      if (last) {
        String text = String.join("", parts);
        parts.clear();
        take(text);
      }
      socket.request(1);
      return null;
    }

    private void take(String text) {
      try {
        JsonNode message = JSON.readTree(text);
        CompletableFuture<JsonNode> waiting =
            message.has("id") ? awaited.remove(message.get("id").asInt()) : null;
        if (waiting == null) {
          events.add(message);
        } else {
          waiting.complete(message);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
