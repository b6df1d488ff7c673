package io.demandforecast.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A database server of the test's own, on a free port of loopback alone, with a password and a
 * folder that goes with it. Its programs are those of the folder that the environment names in
 * {@code TEST_SERVERS} ({@code scripts/servers-env} makes it), else those that are installed.
 */
public abstract class PrivateServer implements AutoCloseable {
  public static final String USER = "planner";
  public static final String PASSWORD = "s3cret-of-the-test";

  private static final int SECONDS = 120;

  private final Path folder;
  private final int port;

  PrivateServer(String name) throws IOException {
    // Below the system's own temporary folder: the server's user need not see the build's.
    folder = Files.createTempDirectory(Path.of("/tmp"), name);
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
  }

  /** Address of a database that is the test's. */
  public abstract String url();

  public final Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), USER, PASSWORD);
  }

  public final void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public final void close() throws IOException, InterruptedException {
    stop();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Stops the server at once, whoever is connected, and starts it with what it holds. */
  public final void restart() throws IOException, InterruptedException {
    stop();
    launch();
  }

  abstract void launch() throws IOException, InterruptedException;

  abstract void stop() throws IOException, InterruptedException;

  final Path folder() {
    return folder;
  }

  final int port() {
    return port;
  }

  /** A program, from the folder for tests or from a place given; else the test is skipped. */
  static Path program(String name, Stream<Path> installed) {
    Optional<Path> found =
        Stream.concat(Stream.ofNullable(System.getenv("TEST_SERVERS")).map(Path::of), installed)
            .map(place -> place.resolve(name))
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(
        found.isPresent(), name + " is not on this machine: scripts/servers-env fetches it");
    return found.get();
  }

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** Runs a program to its good end. */
  static void run(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("private-server", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
    String said = Files.readString(output, StandardCharsets.UTF_8);
    Files.delete(output);
    if (!ended || process.exitValue() != 0) {
      process.destroy();
      throw new IOException(String.join(" ", command) + " failed: " + said);
    }
  }
}
