package io.demandforecast.warehouse;

import io.demandforecast.cluster.JavaProcess;
import io.demandforecast.failure.ForecastException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;

/**
 * A process that holds the lease of a warehouse as another run would, until its standard input
 * ends. Each line that it reads lets it check its lease.
 */
public final class LeaseHolder {
  private LeaseHolder() {}

  public static void main(String[] args) throws IOException {
    WarehouseFolder folder = WarehouseFolder.at(args[0], new Configuration());
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Lease lease = Lease.take(folder, Duration.parse(args[1]), () -> 0)) {
      System.out.println("held");
      while (lines.readLine() != null) {
        System.out.println(checked(lease));
      }
    }
  }

  private static String checked(Lease lease) {
    try {
      lease.check();
      return "mine";
    } catch (ForecastException e) {
      return e.exitCode() + " " + e.getMessage();
    }
  }

  /** Starts the process and waits until it holds the lease. */
  public static Process start(Path warehouse, Duration expiry) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(System.getProperty("path.separator"), JavaProcess.classPath()),
                LeaseHolder.class.getName(),
                warehouse.toString(),
                expiry.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = process.inputReader().readLine();
    if (!"held".equals(said)) {
      process.destroy();
      throw new IOException("the other process holds no lease: " + said);
    }
    return process;
  }
}
