package io.demandforecast.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A MariaDB server of the test's own. */
public final class PrivateMariadb extends PrivateServer {
  private static final int SECONDS = 120;
  private static final int POLL_MILLIS = 200;

  private final Path server;
  private final Path installer;
  private Process process;

  private PrivateMariadb(Path server, Path installer) throws IOException {
    super("private-mariadb");
    this.server = server;
    this.installer = installer;
  }

  /** Starts one; the test is skipped where the machine has no server. */
  public static PrivateMariadb start() throws IOException, InterruptedException {
    PrivateMariadb mariadb =
        new PrivateMariadb(
            program("mariadbd", places("/usr/sbin", "/usr/libexec")),
            program("mariadb-install-db", places("/usr/bin")));
    mariadb.begin();
    return mariadb;
  }

  private static Stream<Path> places(String... places) {
    return Stream.of(places).map(Path::of);
  }

  private void begin() throws IOException, InterruptedException {
    Files.writeString(
        folder().resolve("users.sql"),
        "CREATE USER IF NOT EXISTS '%1$s'@'%%' IDENTIFIED BY '%2$s';\nGRANT ALL ON *.* TO '%1$s'@'%%' WITH GRANT OPTION;\nCREATE DATABASE IF NOT EXISTS shop CHARACTER SET utf8mb4;\n"
            .formatted(USER, PASSWORD));
    if (isRoot()) {
      // The server gives up its rights by itself.
      run("chown", "-R", "nobody", folder().toString());
    }
    run(words(installer, "--auth-root-authentication-method=normal").toArray(new String[0]));
    launch();
  }

  @Override
  void launch() throws IOException, InterruptedException {
    List<String> words =
        words(
            server,
            "--port=" + port(),
            "--bind-address=127.0.0.1",
            "--socket=" + folder().resolve("socket"),
            "--pid-file=" + folder().resolve("pid"),
            "--init-file=" + folder().resolve("users.sql"),
            "--skip-name-resolve",
            "--innodb-buffer-pool-size=32M",
            "--innodb-flush-log-at-trx-commit=0");
    process =
        new ProcessBuilder(words)
            .directory(folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log().toFile())
            .start();
    await();
  }

  @Override
  public String url() {
    return "jdbc:mariadb://127.0.0.1:" + port() + "/shop";
  }

  @Override
  void stop() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    Files.deleteIfExists(log());
  }

  private Path log() {
    return Path.of("/tmp", folder().getFileName() + ".log");
  }

  private List<String> words(Path program, String... options) {
    List<String> words =
        new ArrayList<>(
            List.of(program.toString(), "--no-defaults", "--datadir=" + folder().resolve("data")));
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
}
