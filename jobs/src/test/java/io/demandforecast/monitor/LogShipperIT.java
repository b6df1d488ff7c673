package io.demandforecast.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.cluster.JavaProcess;
import io.demandforecast.log.TalkingProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real rsyslog with the project's configuration ships what a process logs. */
class LogShipperIT {
  private static final Path CONFIGURATION =
      MonitoringPrograms.FILES.resolve("logs").resolve("rsyslog.conf");

  @TempDir Path folder;

  private MonitoringPrograms programs;
  private Path logs;

  @BeforeEach
  void programs() throws Exception {
    programs = MonitoringPrograms.orSkip();
    logs = Files.createDirectories(folder.resolve("logs"));
    Files.createDirectories(folder.resolve("state"));
  }

  @Test
  void everyLineArrivesOnceAsItWasWrittenAcrossRotationAndRestart() throws Exception {
    try (SyslogReceiver receiver = new SyslogReceiver(0)) {
      Process shipper = ship(logs, receiver.port());
      try {
        // More than one file's worth: the first is moved away while it is read.
        talk("12KB", 100);
        await(() -> receiver.received().size() >= written().size());
        assertTrue(Files.exists(logs.resolve("forecast.1.json")), "a file was moved away");
        assertEquals(sorted(written()), sorted(messages(receiver)));
      } finally {
        end(shipper);
      }
      int before = written().size();
      talk("20MB", 3);
      shipper = ship(logs, receiver.port());
      try {
        await(() -> receiver.received().size() > before);
        await(() -> receiver.received().size() >= written().size());
        assertEquals(sorted(written()), sorted(messages(receiver)));
      } finally {
        end(shipper);
      }
      assertTrue(
          receiver
              .received()
              .get(0)
              .matches(
                  "(?s)<14>1 \\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z \\S+ demand-forecast - - - \\{.*an .+info.+line.*"),
          receiver.received().get(0));
      assertTrue(
          receiver.received().get(1).startsWith("<12>1 "), "severity of a warning, facility user");
    }
  }

  @Test
  void nothingIsLostWhileTheReceiverIsAway() throws Exception {
    int port;
    try (SyslogReceiver gone = new SyslogReceiver(0)) {
      port = gone.port();
    }
    // Of all data sets whose logs are below a folder.
    Process shipper = ship(folder.resolve("*"), port);
    try {
      talk("20MB", 20);
      Set<String> written = new HashSet<>(written());
      // Time to read the lines and to find nobody.
      Thread.sleep(2000);
      try (SyslogReceiver back = new SyslogReceiver(port)) {
        await(() -> new HashSet<>(messages(back)).containsAll(written));
        assertEquals(written, new HashSet<>(messages(back)));
      }
    } finally {
      end(shipper);
    }
  }

  private Process ship(Path from, int port) throws Exception {
    return programs.start(
        folder.resolve("shipper.log").toFile(),
        "rsyslogd",
        List.of(
            "-n",
            "-f",
            CONFIGURATION.toString(),
            "-i",
            folder.resolve("state").resolve("pid").toString()),
        Map.of(
            "FORECAST_LOGS", from.toString(),
            "LOG_RECEIVER", "127.0.0.1",
            "LOG_RECEIVER_PORT", String.valueOf(port),
            "LOG_STATE", folder.resolve("state").toString()));
  }

  private static void end(Process shipper) throws InterruptedException {
    shipper.destroy();
    if (!shipper.waitFor(20, TimeUnit.SECONDS)) {
      shipper.destroyForcibly().waitFor();
    }
  }

  private void talk(String size, int more) throws Exception {
    try (JavaProcess process =
        JavaProcess.start(
            folder.resolve("said"),
            Map.of("FORECAST_LOG_FORMAT", "json", "FORECAST_LOG_LEVEL", "info"),
            List.of("-Xmx256m", "-Dforecast.logs=" + logs, "-Dforecast.log.size=" + size),
            TalkingProcess.class,
            List.of(String.valueOf(more)))) {
      process.join(300);
    }
  }

  /** Every line of every file. */
  private List<String> written() {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(logs)) {
      for (Path file : files.sorted().toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return lines;
  }

  /** What was received, without its header. */
  private static List<String> messages(SyslogReceiver receiver) {
    return receiver.received().stream()
        .map(message -> message.substring(message.indexOf('{')))
        .toList();
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }

  private static void await(BooleanSupplier reached) throws InterruptedException {
    for (int i = 0; i < 600 && !reached.getAsBoolean(); i++) {
      Thread.sleep(100);
    }
    assertTrue(reached.getAsBoolean(), "not within a minute");
  }
}
