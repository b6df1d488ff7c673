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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A MariaDB server of the test's own, on loopback alone, with a password; made of the server's
 * binaries where the machine has them.
 */
public final class PrivateMariadb implements AutoCloseable {
  public static final String USER = "planner";
  public static final String PASSWORD = "s3cret-of-the-test";

  private static final int SECONDS = 120;
  private static final int POLL_MILLIS = 200;

  private final Path folder;
  private final int port;
  private Process process;

  private PrivateMariadb(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** The server's program; empty where there is none. */
  public static Optional<Path> server() {
    return Stream.of("/usr/sbin/mariadbd", "/usr/local/sbin/mariadbd", "/usr/libexec/mariadbd")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  public static PrivateMariadb start(Path server) throws IOException, InterruptedException {
    // Below the system's own temporary folder: the server's user need not see the build's.
    Path folder = Files.createTempDirectory(Path.of("/tmp"), "private-mariadb");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    PrivateMariadb mariadb = new PrivateMariadb(folder, port);
    Files.writeString(
        folder.resolve("users.sql"),
        "CREATE USER '%1$s'@'%%' IDENTIFIED BY '%2$s';\nGRANT ALL ON *.* TO '%1$s'@'%%' WITH GRANT OPTION;\nCREATE DATABASE shop CHARACTER SET utf8mb4;\n"
            .formatted(USER, PASSWORD));
    if (isRoot()) {
      // The server gives up its rights by itself.
      run("chown", "-R", "nobody", folder.toString());
    }
    run(
        mariadb
            .words("mariadb-install-db", "--auth-root-authentication-method=normal")
            .toArray(new String[0]));
    List<String> words =
        mariadb.words(
            server.toString(),
            "--port=" + port,
            "--bind-address=127.0.0.1",
            "--socket=" + folder.resolve("socket"),
            "--pid-file=" + folder.resolve("pid"),
            "--init-file=" + folder.resolve("users.sql"),
            "--skip-name-resolve",
            "--innodb-buffer-pool-size=32M",
            "--innodb-flush-log-at-trx-commit=0");
    mariadb.process =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Path.of("/tmp", folder.getFileName() + ".log").toFile())
            .start();
    mariadb.await();
    return mariadb;
  }

  public String url() {
    return "jdbc:mariadb://127.0.0.1:" + port + "/shop";
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), USER, PASSWORD);
  }

  public void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    Files.deleteIfExists(log());
  }

  private Path log() {
    return Path.of("/tmp", folder.getFileName() + ".log");
  }

  private List<String> words(String program, String... options) {
    List<String> words =
        new ArrayList<>(List.of(program, "--no-defaults", "--datadir=" + folder.resolve("data")));
    if (isRoot()) {
      words.add("--user=nobody");
    }
    words.addAll(List.of(options));
    return words;
  }

  private void await() throws IOException, InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (true) {
      try {
        execute("SELECT 1");
        return;
      } catch (SQLException notYet) {
        if (!process.isAlive() || System.nanoTime() > until) {
          process.destroyForcibly();
          throw new IOException("MariaDB does not start: " + Files.readString(log()), notYet);
        }
        Thread.sleep(POLL_MILLIS);
      }
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("private-mariadb", ".log");
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
