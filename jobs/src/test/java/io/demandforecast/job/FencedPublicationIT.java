package io.demandforecast.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.storage.Fence;
import io.demandforecast.storage.Tokens;
import io.demandforecast.table.Publications;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.warehouse.Lease;
import io.demandforecast.warehouse.Warehouse;
import io.demandforecast.warehouse.WarehouseIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that goes on after another took its place publishes and commits nothing. */
class FencedPublicationIT extends SparkTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final WarehouseIdentity SHOP =
      new WarehouseIdentity("shop", List.of("item"), List.of());

  @TempDir Path folder;

  @Test
  void eachPublicationBearsTheTokenOfItsLease() {
    for (String run : List.of("r-1", "r-2")) {
      Warehouse warehouse = open();
      try (Lease lease = warehouse.lease(LONG)) {
        publish(ChannelHistory.of(warehouse, "production"), run);
      }
    }
    assertEquals(List.of("1 r-1 1", "2 r-2 2"), publications());
  }

  @Test
  void whoseSuccessorHasPublishedCannotPublish() throws IOException {
    Warehouse zombie = open();
    Warehouse successor = open();
    try (Lease lost = zombie.lease(LONG)) {
      ChannelHistory before = ChannelHistory.of(zombie, "production");
      overlook(lost);
      try (Lease taken = successor.lease(LONG)) {
        publish(ChannelHistory.of(successor, "production"), "r-new");

        String message = refusal(() -> publish(before, "r-old"));
        Assertions.assertTrue(message.contains("took over warehouse"), message);
        refusal(zombie::requireLease);
        refusal(() -> publish(ChannelHistory.of(zombie, "production"), "r-old"));
      }
    }
    assertEquals(List.of("1 r-new 2"), publications());
  }

  @Test
  void theCommitItselfComparesTheToken() {
    Warehouse warehouse = open();
    try (Lease lease = warehouse.lease(LONG)) {
      publish(ChannelHistory.of(warehouse, "production"), "r-new");
    }
    // It holds no lease and so compares nothing before the commit; and its view is the newest one.
    ChannelHistory late = ChannelHistory.of(open(), "production");
    String message = refusal(() -> late.append(entry("r-old"), Instant.EPOCH, 0));
    Assertions.assertTrue(message.contains("run r-old is not published"), message);
    assertEquals(List.of("1 r-new 1"), publications());
  }

  @Test
  void ofTwoWhoPublishAtTheSameMomentOneDoes() throws Exception {
    publish(ChannelHistory.of(open(), "production"), "r-first");
    ExecutorService threads = Executors.newFixedThreadPool(2);
    CyclicBarrier start = new CyclicBarrier(2);
    List<Future<Long>> both = new ArrayList<>();
    try {
      for (String run : List.of("r-a", "r-b")) {
        ChannelHistory history = ChannelHistory.of(open(), "production");
        both.add(
            threads.submit(
                () -> {
                  start.await();
                  return publish(history, run);
                }));
      }
      int published = 0;
      for (Future<Long> one : both) {
        try {
          assertEquals(2L, one.get());
          published++;
        } catch (ExecutionException e) {
          Assertions.assertTrue(
              e.getCause() instanceof ForecastException
                  || e.getCause().getClass().getName().contains("Concurrent"),
              e::toString);
        }
      }
      assertEquals(1, published);
      assertEquals(2, publications().size());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aWriteThatBeganBeforeTheLeaseWasLostIsNotCommitted() throws IOException {
    Warehouse warehouse = open();
    String table = folder.resolve("w").resolve("numbers").toUri().toString();
    spark().range(1).write().format("delta").save(table);
    try (Lease lost = warehouse.lease(LONG)) {
      overlook(lost);
      try (Lease taken = open().lease(LONG)) {
        // As Spark's own writer commits, long after the warehouse was asked.
        Fence.raise(
            spark().sparkContext().hadoopConfiguration(),
            new org.apache.hadoop.fs.Path(warehouse.location()),
            lost.token());
        Exception refused =
            assertThrows(
                Exception.class,
                () -> spark().range(1).write().format("delta").mode("append").save(table));
        Throwable cause = refused;
        while (cause.getCause() != null && !(cause instanceof ForecastException)) {
          cause = cause.getCause();
        }
        Assertions.assertTrue(cause instanceof ForecastException, refused::toString);
        Assertions.assertTrue(cause.getMessage().contains("took over warehouse"), cause::toString);
      }
    }
    assertEquals(1, spark().read().format("delta").load(table).count());
  }

  private Warehouse open() {
    return Warehouse.open(spark(), folder.resolve("w").toString(), SHOP);
  }

  /** Lets others believe that a holder is no more. */
  private void overlook(Lease lease) throws IOException {
    Tokens.in(
            new org.apache.hadoop.fs.Path(folder.resolve("w").resolve(Fence.FOLDER).toUri()),
            spark().sparkContext().hadoopConfiguration())
        .release(lease.token());
  }

  private static long publish(ChannelHistory history, String run) {
    return history.append(entry(run), Instant.EPOCH);
  }

  private static ChannelHistory.Entry entry(String run) {
    return new ChannelHistory.Entry(
        run, Date.valueOf("2026-01-01"), "m", 1, Optional.empty(), Optional.empty());
  }

  private List<String> publications() {
    return open()
        .read(Publications.definition())
        .select(Publications.SEQ, Publications.RUN_ID, Publications.TOKEN)
        .orderBy(Publications.SEQ)
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" "))
        .toList();
  }

  private static String refusal(org.junit.jupiter.api.function.Executable action) {
    ForecastException refused = assertThrows(ForecastException.class, action);
    assertEquals(ExitCode.TRANSIENT, refused.exitCode());
    return refused.getMessage();
  }
}
