package io.demandforecast.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An S3 server over a local folder, in a process of its own with a class path of its own. */
public final class S3Server implements AutoCloseable {
  private static final Path LIBRARIES = Path.of("..", "s3-server", "target", "lib");
  private static final int SECONDS_TO_START = 60;

  private final Process process;
  private final URI endpoint;

  private S3Server(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /**
   * Starts a server with one bucket.
   *
   * @param folder an empty one, for its objects and its log
   */
  public static S3Server start(Path folder, String bucket) throws Exception {
    if (!Files.isDirectory(LIBRARIES)) {
      throw new IOException(
          "the S3 server's jars are not there: mvn -pl s3-server generate-test-resources");
    }
    URI endpoint = URI.create("http://127.0.0.1:" + freePort());
    Path settings = folder.resolve("s3.properties");
    Files.writeString(
        settings,
        """
        s3proxy.endpoint=%s
        s3proxy.authorization=none
        jclouds.provider=filesystem-nio2
        jclouds.filesystem.basedir=%s
        """
            .formatted(endpoint, Files.createDirectory(folder.resolve("objects"))));
    Path log = folder.resolve("logback.xml");
    Files.writeString(
        log,
        """
        <configuration>
          <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%d %-5level %logger{0} %msg%n</pattern></encoder>
          </appender>
          <root level="warn"><appender-ref ref="out"/></root>
        </configuration>
        """);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + log,
                "-cp",
                LIBRARIES.toAbsolutePath().normalize() + "/*",
                "org.gaul.s3proxy.Main",
                "--properties",
                settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("s3.log").toFile())
            .start();
    S3Server server = new S3Server(process, endpoint);
    try {
      server.makeBucket(bucket, folder.resolve("s3.log"));
      return server;
    } catch (Exception e) {
      server.close();
      throw e;
    }
  }

  /** Settings of a session by which it finds the bucket: at this address, or at another's. */
  public static Map<String, String> settings(String bucket, URI endpoint) {
    String prefix = "spark.hadoop.fs.s3a.bucket." + bucket + ".";
    Map<String, String> settings = new TreeMap<>();
    settings.put(prefix + "endpoint", endpoint.toString());
    settings.put(prefix + "endpoint.region", "us-east-1");
    settings.put(prefix + "path.style.access", "true");
    settings.put(prefix + "connection.ssl.enabled", "false");
    settings.put(prefix + "access.key", "tests");
    settings.put(prefix + "secret.key", "tests");
    settings.put(prefix + "retry.interval", "50ms");
    settings.put(prefix + "retry.throttle.interval", "50ms");
    return settings;
  }

  public URI endpoint() {
    return endpoint;
  }

  private void makeBucket(String bucket, Path log) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve("/" + bucket))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    long end = System.nanoTime() + SECONDS_TO_START * 1_000_000_000L;
    while (true) {
      try {
        HttpResponse<String> answer =
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
          throw new IllegalStateException("no bucket: " + answer.body());
        }
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException("the S3 server did not start: " + Files.readString(log), e);
        }
        Thread.sleep(100);
      }
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  /** Settings as options of a JVM. */
  static List<String> options(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
        .toList();
  }
}
