package io.demandforecast.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.testing.StoredWarehouse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.deploy.SparkSubmit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster with the settings of conf/secure.conf, used as docs/security.md says, and who comes
 * without its secret.
 */
@Tag("slow")
class SecureClusterIT {
  private static final long PATIENCE_MILLIS = 90_000;
  private static final String REFUSED = "Failed to connect to master";
  private static final int SECONDS = 240;

  @TempDir Path folder;

  private Guard guard;

  @Test
  void onlyWhoKnowsTheSecretJoinsAndRuns() throws Exception {
    guard = Guard.shipped(folder);
    try (StandaloneCluster cluster =
        StandaloneCluster.start(Files.createDirectory(folder.resolve("c")), 2, guard)) {
      assertEquals(302, plainly(cluster.page()).statusCode());
      assertTrue(
          plainly(cluster.page())
              .headers()
              .firstValue("location")
              .orElse("")
              .startsWith("https://"));

      try (JavaProcess wrong = cluster.startWorker(7, guard.withWrongSecret())) {
        await(wrong, REFUSED, "Mismatched response");
      }
      try (JavaProcess unauthenticated =
          cluster.startWorker(8, guard.withoutAuthentication(folder))) {
        await(unauthenticated, REFUSED, "Expected SaslMessage");
      }
      try (JavaProcess plain = cluster.startWorker(9, Map.of())) {
        await(plain, REFUSED, "closed");
      }
      try (JavaProcess intruder = sum("intruder", cluster, guard.withWrongSecret())) {
        await(intruder, REFUSED, "Mismatched response");
        assertFalse(intruder.said().contains(SumJob.SUM), intruder.said());
      }
      assertEquals(2, cluster.alive());
      assertFalse(cluster.masterPage().contains("intruder"), cluster.masterPage());

      try (JavaProcess known = sum("known", cluster, guard.environment())) {
        known.join(SECONDS);
        assertTrue(known.said().contains(SumJob.SUM + "499500"), known.said());
        assertTrue(
            known.said().matches("(?s).*" + SumJob.PAGE + "https://\\S+ 200\n.*"), known.said());
        assertFalse(known.said().contains(SumJob.OPEN + "200"), known.said());
      }
      try (JavaProcess command = command(cluster)) {
        command.join(SECONDS);
        assertTrue(command.said().matches("(?s).*\"found\": ?[1-9].*"), command.said());
      }
      assertTrue(cluster.masterPage().contains("CommandScript"), cluster.masterPage());
    }
  }

  /** A job by spark-submit; Spark asks a driver for the setting, and takes the variable's value. */
  private JavaProcess sum(String name, StandaloneCluster cluster, Map<String, String> environment)
      throws IOException {
    return submit(
        name,
        cluster,
        environment,
        List.of(
            "--conf",
            "spark.authenticate.secret=in-the-environment",
            "--class",
            SumJob.class.getName(),
            "spark-internal",
            name));
  }

  /** A command of this program by spark-submit, as scripts/forecast calls it. */
  private JavaProcess command(StandaloneCluster cluster) throws IOException {
    Path warehouse = StoredWarehouse.unpack(folder.resolve("w"), "forecasts", "publications");
    Path script = folder.resolve("commands");
    CommandScript.write(
        script,
        List.of(
            List.of(
                "sql",
                "-w",
                warehouse.toString(),
                "--format",
                "json",
                "SELECT count(DISTINCT series_id) AS found FROM forecasts")));
    return submit(
        "command",
        cluster,
        guard.environment(),
        List.of("--class", CommandScript.class.getName(), "spark-internal", script.toString()));
  }

  private JavaProcess submit(
      String name,
      StandaloneCluster cluster,
      Map<String, String> environment,
      List<String> application)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--master", cluster.master()));
    for (String option : cluster.driverOptions()) {
      arguments.addAll(List.of("--conf", option.substring("-D".length())));
    }
    arguments.addAll(application);
    Map<String, String> all = new TreeMap<>(environment);
    all.putAll(cluster.environment());
    List<String> options = new ArrayList<>(guard.trust());
    options.add("-Xmx512m");
    options.addAll(StandaloneCluster.LOGGED);
    return JavaProcess.start(
        folder.resolve(name + ".log"), all, options, SparkSubmit.class, arguments);
  }

  /** Waits until a process says that the master does not let it in, and why. */
  private static void await(JavaProcess process, String... words) throws Exception {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (System.currentTimeMillis() < end) {
      String said = process.said();
      if (List.of(words).stream().allMatch(said::contains)) {
        return;
      }
      Thread.sleep(300);
    }
    throw new AssertionError("was not refused: " + process.said());
  }

  private static HttpResponse<Void> plainly(String page) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(page)).build(),
            HttpResponse.BodyHandlers.discarding());
  }
}
