package io.demandforecast.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;

/**
 * Spark's own cluster manager on loopback: a master and workers of one core each, every one a
 * process. Executors find Spark, the application and its libraries in an installation made of the
 * jars that the tests run with.
 */
final class StandaloneCluster implements AutoCloseable {
  static final String LOOPBACK = "127.0.0.1";

  /** Options of a JVM that says what Spark logs. */
  static final List<String> LOGGED =
      List.of("-Dlog4j2.configurationFile=classpath:org/apache/spark/log4j2-defaults.properties");

  private static final Pattern ALIVE = Pattern.compile("\"aliveworkers\"\\s*:\\s*(\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path folder;
  private final Path home;
  private final int port;
  private final int page;
  private final Guard guard;
  private final Deque<JavaProcess> processes = new ArrayDeque<>();

  private StandaloneCluster(Path folder, int port, int page, Guard guard) {
    this.guard = guard;
    this.folder = folder;
    this.home = folder.resolve("spark");
    this.port = port;
    this.page = page;
  }

  /** Starts a cluster and waits for its workers; where that fails nothing is left running. */
  static StandaloneCluster start(Path folder, int workers) throws Exception {
    return start(folder, workers, Guard.none());
  }

  /** The same, guarded. */
  static StandaloneCluster start(Path folder, int workers, Guard guard) throws Exception {
    StandaloneCluster cluster = new StandaloneCluster(folder, freePort(), freePort(), guard);
    try {
      cluster.install();
      cluster.startMaster();
      for (int i = 0; i < workers; i++) {
        cluster.startWorker(i, guard.environment());
      }
      cluster.await(workers);
      return cluster;
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
  }

  String master() {
    return "spark://" + LOOPBACK + ":" + port;
  }

  /** Workers that have run an executor: each has a folder for every application. */
  int workersUsed() throws IOException {
    int used = 0;
    for (Path work = work(0); Files.exists(work); work = work(++used)) {
      try (Stream<Path> applications = Files.list(work)) {
        if (applications.findAny().isEmpty()) {
          break;
        }
      }
    }
    return used;
  }

  private Path work(int number) {
    return folder.resolve("work-" + number);
  }

  /** Options of a driver's JVM. */
  List<String> driverOptions() {
    List<String> options = new ArrayList<>();
    options.add("-Dspark.driver.host=" + LOOPBACK);
    options.add("-Dspark.driver.bindAddress=" + LOOPBACK);
    options.add("-Dspark.executor.memory=768m");
    options.add("-Dspark.executor.extraClassPath=" + classFolders());
    // Other numbers than on one machine: results must not depend on them.
    options.add("-Dspark.sql.shuffle.partitions=5");
    options.add("-Dspark.databricks.delta.snapshotPartitions=2");
    return options;
  }

  private void install() throws IOException {
    Path jars = Files.createDirectories(home.resolve("jars"));
    for (String entry : JavaProcess.classPath()) {
      Path jar = Path.of(entry).toAbsolutePath();
      if (Files.isRegularFile(jar)) {
        Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
      }
    }
  }

  private static String classFolders() {
    return String.join(
        System.getProperty("path.separator"),
        JavaProcess.classPath().stream()
            .filter(entry -> Files.isDirectory(Path.of(entry)))
            .toList());
  }

  private void startMaster() throws IOException {
    start(
        "master",
        Master.class,
        List.of("--host", LOOPBACK, "--port", "" + port, "--webui-port", "" + page),
        guard.environment());
  }

  /** Starts one more worker; whether the master takes it is another matter. */
  JavaProcess startWorker(int number, Map<String, String> itsEnvironment) throws IOException {
    return start(
        "worker-" + number,
        Worker.class,
        List.of(
            "--host",
            LOOPBACK,
            "--cores",
            "1",
            "--memory",
            "1g",
            "--webui-port",
            "0",
            "--work-dir",
            work(number).toString(),
            master()),
        itsEnvironment);
  }

  private JavaProcess start(
      String name, Class<?> main, List<String> arguments, Map<String, String> itsEnvironment)
      throws IOException {
    Map<String, String> all = new TreeMap<>(itsEnvironment);
    all.putAll(environment());
    List<String> options = new ArrayList<>(LOGGED);
    options.add("-Xmx256m");
    JavaProcess process =
        JavaProcess.start(folder.resolve(name + ".log"), all, options, main, arguments);
    processes.push(process);
    return process;
  }

  /** What every process of the cluster is told of the installation. */
  Map<String, String> environment() {
    return Map.of(
        "SPARK_HOME",
        home.toString(),
        "SPARK_SCALA_VERSION",
        "2.13",
        "SPARK_LOCAL_IP",
        LOOPBACK,
        "SPARK_LOCAL_HOSTNAME",
        LOOPBACK);
  }

  private void await(int workers) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (alive() < workers) {
      for (JavaProcess process : processes) {
        if (!process.running()) {
          throw new IOException("a process of the cluster ended: " + process.said());
        }
      }
      if (System.nanoTime() > end) {
        throw new IOException("the cluster has " + alive() + " of " + workers + " workers");
      }
      Thread.sleep(200);
    }
  }

  /** Workers that the master's page speaks of; none where it does not answer yet. */
  int alive() throws InterruptedException {
    Matcher count = ALIVE.matcher(masterPage());
    return count.find() ? Integer.parseInt(count.group(1)) : 0;
  }

  /** Address of the master's page, without TLS. */
  String page() {
    return "http://" + LOOPBACK + ":" + page + "/json/";
  }

  /** What the master's page says, as JSON; empty where it does not answer yet. */
  String masterPage() throws InterruptedException {
    try {
      HttpResponse<String> response =
          guard
              .client()
              .send(
                  HttpRequest.newBuilder(URI.create(page())).timeout(Duration.ofSeconds(5)).build(),
                  HttpResponse.BodyHandlers.ofString());
      return response.body();
    } catch (IOException e) {
      // Not listening yet; await() gives up in time, or when the process has ended.
      return "";
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  /** Ends workers, then the master. */
  @Override
  public void close() throws InterruptedException {
    while (!processes.isEmpty()) {
      processes.pop().close();
    }
  }
}
