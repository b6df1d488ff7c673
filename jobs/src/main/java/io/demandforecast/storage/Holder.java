package io.demandforecast.storage;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * Who holds a lease: a process on a machine.
 *
 * @param id of this holding alone
 * @param host name of the machine, for people
 * @param machine tells machines apart, and containers that do not see each other's processes
 * @param pid of the process
 * @param started tells the process from a later one of the same pid
 * @param expiry after which without a sign of life the lease may be taken over
 */
public record Holder(
    String id, String host, String machine, long pid, String started, Duration expiry) {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path PROCESSES = Path.of("/proc/self/ns/pid");

  /** Field of /proc/PID/stat after the name: when the process started, in ticks since boot. */
  private static final int START_TICKS = 19;

  /** This process. */
  public static Holder current(Duration expiry) {
    long pid = ProcessHandle.current().pid();
    return new Holder(
        UUID.randomUUID().toString(),
        hostName(),
        thisMachine(),
        pid,
        started(pid).orElse(""),
        expiry);
  }

  /** Reads what {@link #text} wrote. */
  public static Holder of(String text) {
    Properties values = new Properties();
    try {
      values.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Holder(
        values.getProperty("id", ""),
        values.getProperty("host", "an unknown machine"),
        values.getProperty("machine", ""),
        Long.parseLong(values.getProperty("pid", "0")),
        values.getProperty("started", ""),
        Duration.parse(values.getProperty("expiry", "PT0S")));
  }

  /** As it stands in the lease's file. */
  public String text() {
    return "id=%s\nhost=%s\nmachine=%s\npid=%d\nstarted=%s\nexpiry=%s\n"
        .formatted(id, host, machine, pid, started.replace(":", "\\:"), expiry);
  }

  /** For a message. */
  public String named() {
    return "process " + pid + " on " + host;
  }

  /**
   * Whether the process ran on this machine and runs no more. Of a process elsewhere nothing is
   * known.
   */
  public boolean isGone() {
    return machine.equals(thisMachine()) && !started(pid).equals(Optional.of(started));
  }

  /**
   * When a process started. In ticks since boot where the system tells: a time of day would change
   * when the clock is set. Empty where there is none, or it has ended and only its parent has not
   * noticed.
   */
  private static Optional<String> started(long pid) {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    if (!Files.exists(BOOT)) {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .map(process -> process.info().startInstant().map(Instant::toString).orElse("unknown"));
    }
    try {
      String line = Files.readString(stat);
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      return fields[0].equals("Z") || fields[0].equals("X")
          ? Optional.empty()
          : Optional.of(fields[START_TICKS]);
    } catch (IOException e) {
      // It has ended.
      return Optional.empty();
    }
  }

  private static String thisMachine() {
    try {
      return Files.exists(BOOT)
          ? hostName()
              + "/"
              + Files.readString(BOOT).strip()
              + "/"
              + Files.readSymbolicLink(PROCESSES).toString().replaceAll("[^0-9]", "")
          : hostName();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // The machine has a name that it cannot resolve.
      return "localhost";
    }
  }
}
