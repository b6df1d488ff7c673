package io.demandforecast.monitor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs that run until they are closed, each with a log in a folder. */
final class StartedPrograms implements AutoCloseable {
  static final int TRIES = 240;
  static final long PAUSE = 500;

  private final MonitoringPrograms programs;
  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();

  StartedPrograms(MonitoringPrograms programs, Path folder) throws IOException {
    this.programs = programs;
    this.folder = Files.createDirectories(folder);
  }

  void start(String program, String... arguments) throws IOException {
    processes.add(
        programs.start(folder.resolve(program + ".log").toFile(), program, List.of(arguments)));
  }

  /** Waits until one of them answers. */
  void await(URI ready) throws IOException, InterruptedException {
    for (int i = 0; i < TRIES && processes.stream().allMatch(Process::isAlive); i++) {
      try {
        if (client.send(request(ready).build(), HttpResponse.BodyHandlers.discarding()).statusCode()
            == 200) {
          return;
        }
      } catch (ConnectException notYet) {
        // It is starting.
      }
      Thread.sleep(PAUSE);
    }
    throw new AssertionError(ready + " does not answer; see " + folder);
  }

  /** What one of them answers. */
  String answer(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new AssertionError(response + ": " + response.body());
    }
    return response.body();
  }

  static HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(1));
  }

  static int freePort() throws IOException {
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
