package io.demandforecast.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.storage.Fence;
import io.demandforecast.storage.Holder;
import io.demandforecast.storage.Tokens;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who holds the lease of a warehouse, and who gets it when. */
class LeaseIT {
  private static final Duration LONG = Duration.ofHours(1);

  @TempDir Path folder;

  @Test
  void itIsHeldByOneAtATimeAndItsTokenGrows() {
    try (Lease held = take(LONG)) {
      assertEquals(1, held.token());
      String message = refusal(() -> take(LONG));
      assertTrue(message.contains("another run is writing warehouse"), message);
      assertTrue(message.contains("process " + ProcessHandle.current().pid()), message);
      held.check();
    }
    try (Lease again = take(LONG)) {
      assertEquals(2, again.token());
      again.check();
    }
  }

  @Test
  void ofManyWhoTakeItAtOnceOneGetsIt() throws Exception {
    List<Callable<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(
          () -> {
            try {
              take(LONG);
              return true;
            } catch (ForecastException e) {
              assertEquals(ExitCode.TRANSIENT, e.exitCode());
              return false;
            }
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(all.size());
    int holders = 0;
    try {
      for (Future<Boolean> one : threads.invokeAll(all)) {
        holders += one.get() ? 1 : 0;
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(1, holders);
  }

  @Test
  void whileItsHolderLivesItDoesNotExpire() throws Exception {
    try (Lease held = take(Duration.ofSeconds(1))) {
      Thread.sleep(2500);
      refusal(() -> take(LONG));
      held.check();
    }
  }

  @Test
  void aHolderElsewhereIsWaitedForUntilItExpires() throws IOException {
    elsewhere(Duration.ofMinutes(5));
    String message = refusal(() -> take(LONG));
    assertTrue(message.contains("process 17 on far-away"), message);

    sign(Instant.now().minus(Duration.ofMinutes(6)));
    try (Lease taken = take(LONG)) {
      assertEquals(2, taken.token());
    }
  }

  @Test
  void aClockThatWasSetBackBlocksNobodyForLong() throws IOException {
    elsewhere(Duration.ofMinutes(5));
    sign(Instant.now().plus(Duration.ofMinutes(2)));
    refusal(() -> take(LONG));

    sign(Instant.now().plus(Duration.ofDays(1)));
    try (Lease taken = take(LONG)) {
      assertEquals(2, taken.token());
    }
  }

  @Test
  void whoLostItLearnsSo() throws IOException {
    try (Lease lost = take(LONG)) {
      assertTrue(tokens().create(2, Holder.current(LONG)));
      String message = refusal(lost::check);
      assertTrue(message.contains("another run took over warehouse"), message);
      assertTrue(message.contains("forecast status"), message);
    }
  }

  @Test
  void tokensOfAWarehouseThatWasCopiedWithoutThemGoOn() {
    try (Lease held = Lease.take(at(), LONG, () -> 41)) {
      assertEquals(42, held.token());
    }
  }

  @Test
  void aHolderThatWasKilledBlocksNobody() throws Exception {
    Process other = LeaseHolder.start(folder, LONG);
    refusal(() -> take(LONG));
    other.destroyForcibly();
    assertTrue(other.waitFor(20, TimeUnit.SECONDS));
    try (Lease taken = take(LONG)) {
      assertEquals(2, taken.token());
    }
  }

  @Test
  void aHolderThatWasStoppedLosesItAndLearnsSo() throws Exception {
    Process other = LeaseHolder.start(folder, Duration.ofSeconds(2));
    try (Writer asked = other.outputWriter()) {
      asked.write("\n");
      asked.flush();
      assertEquals("mine", other.inputReader().readLine());
      signal(other, "STOP");
      refusal(() -> take(LONG));
      Thread.sleep(3000);
      try (Lease taken = take(LONG)) {
        assertEquals(2, taken.token());
        signal(other, "CONT");
        asked.write("\n");
        asked.flush();
        String said = other.inputReader().readLine();
        assertTrue(said.startsWith("TRANSIENT another run took over warehouse"), said);
        taken.check();
      }
    }
    assertTrue(other.waitFor(20, TimeUnit.SECONDS));
  }

  private static void signal(Process process, String name) throws Exception {
    assertEquals(
        0,
        new ProcessBuilder("kill", "-" + name, "" + process.pid()).inheritIO().start().waitFor());
  }

  private Lease take(Duration expiry) {
    return Lease.take(at(), expiry, () -> 0);
  }

  private WarehouseFolder at() {
    return WarehouseFolder.at(folder.toString(), new Configuration());
  }

  private Tokens tokens() throws IOException {
    return Tokens.in(
        new org.apache.hadoop.fs.Path(folder.resolve(Fence.FOLDER).toUri()), new Configuration());
  }

  /** A holder on another machine that has given one sign of life. */
  private void elsewhere(Duration expiry) throws IOException {
    assertTrue(tokens().create(1, new Holder("x", "far-away", "far-away", 17, "1", expiry)));
    tokens().alive(1);
  }

  /** Moves the holder's signs of life in time. */
  private void sign(Instant time) throws IOException {
    for (String name : List.of("%020d".formatted(1), "%020d.alive".formatted(1))) {
      Files.setLastModifiedTime(folder.resolve(Fence.FOLDER).resolve(name), FileTime.from(time));
    }
  }

  private static String refusal(org.junit.jupiter.api.function.Executable action) {
    ForecastException refused = assertThrows(ForecastException.class, action);
    assertEquals(ExitCode.TRANSIENT, refused.exitCode());
    return refused.getMessage();
  }
}
