package io.demandforecast.badinput;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process that holds a lease as another run would, until its standard input ends. */
final class LeaseHolder {
  private LeaseHolder() {}

  public static void main(String[] args) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      System.out.println(lock.isValid() ? "held" : "not held");
      while (System.in.read() >= 0) {
        // Whoever started this process ends it by closing the stream.
      }
    }
  }

  /** Starts the process and waits until it holds the lease. */
  static Process start(Path lease) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-cp",
                Path.of("target", "test-classes").toString(),
                LeaseHolder.class.getName(),
                lease.toString())
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
