package io.demandforecast.killed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Named points of a process. It kills itself with SIGKILL at the first that no process was killed
 * at before: started again and again it dies once at each. Two rows of processes, each with a file
 * of its own, share the points among them, so that both can run at once.
 */
final class Points {
  /** System property: file with the names of points that were killed at. */
  static final String FILE = "killed.points";

  /** System property: which row of processes this one is of, 0 or 1. */
  static final String ROW = "killed.row";

  /** System property: 1 for every point, n for one of n. */
  static final String EVERY = "killed.every";

  private static final int ROWS = 2;

  private static final Points OF_PROCESS = new Points();

  private final Set<String> before = new HashSet<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private Path file;

  private Points() {}

  static Points ofProcess() {
    return OF_PROCESS;
  }

  /** Numbers what happens more than once in a process, from 1. */
  synchronized int count(String what) {
    return counts.merge(what, 1, Integer::sum);
  }

  /** Dies here, unless a process did so before. */
  synchronized void reach(String name) {
    if (file == null) {
      file = Path.of(System.getProperty(FILE));
      before.addAll(read(file));
    }
    int every = Integer.getInteger(EVERY);
    boolean isOfRow =
        Math.floorMod(name.hashCode(), ROWS * every) == Integer.getInteger(ROW) * every;
    if (!isOfRow || !before.add(name)) {
      return;
    }
    try {
      Files.writeString(
          file,
          name + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND,
          StandardOpenOption.SYNC);
      new ProcessBuilder("kill", "-KILL", String.valueOf(ProcessHandle.current().pid()))
          .start()
          .waitFor();
      // The signal is on its way: no thread goes on from here.
      Thread.sleep(60_000);
      throw new IllegalStateException("the process outlived SIGKILL");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Set<String> read(Path file) {
    try {
      return Files.exists(file) ? new HashSet<>(Files.readAllLines(file)) : Set.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
