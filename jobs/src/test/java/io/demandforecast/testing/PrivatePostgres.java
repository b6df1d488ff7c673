package io.demandforecast.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL cluster of the test's own. */
public final class PrivatePostgres extends PrivateServer {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

  private final Path control;

  private PrivatePostgres(Path control) throws IOException {
    super("private-postgres");
    this.control = control;
  }

  /** Starts one; the test is skipped where the machine has no server. */
  public static PrivatePostgres start() throws IOException, InterruptedException {
    PrivatePostgres server = new PrivatePostgres(program("pg_ctl", installed()));
    server.begin();
    return server;
  }

  /** Where Debian has each version's programs, the newest first. */
  private static Stream<Path> installed() throws IOException {
    if (!Files.isDirectory(INSTALLED)) {
      return Stream.empty();
    }
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      return versions
          .sorted(Comparator.reverseOrder())
          .map(path -> path.resolve("bin"))
          .toList()
          .stream();
    }
  }

  private void begin() throws IOException, InterruptedException {
    Path password = folder().resolve("password");
    Files.writeString(password, PASSWORD);
    if (isRoot()) {
      run("chown", "-R", "nobody", folder().toString());
    } else {
      Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwx------"));
    }
    asServer(
        control.resolveSibling("initdb").toString(),
        data(),
        "--username=" + USER,
        "--auth=scram-sha-256",
        "--pwfile=" + password,
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync");
    launch();
  }

  @Override
  void launch() throws IOException, InterruptedException {
    asServer(
        control.toString(),
        data(),
        "--log=" + folder().resolve("log"),
        "--wait",
        "--options=-p "
            + port()
            + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off",
        "start");
  }

  private String data() {
    return "--pgdata=" + folder().resolve("data");
  }

  @Override
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres";
  }

  @Override
  void stop() throws IOException, InterruptedException {
    asServer(control.toString(), data(), "--mode=immediate", "--wait", "stop");
  }

  /** The server refuses to run as root. */
  private static void asServer(String... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      words.addAll(List.of("runuser", "-u", "nobody", "--"));
    }
    words.addAll(List.of(command));
    run(words.toArray(new String[0]));
  }
}
