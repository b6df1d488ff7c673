package io.demandforecast.lineage;

import io.openlineage.client.OpenLineage.RunEvent;
import io.openlineage.client.OpenLineageClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events in their order beside the command's work, which waits for none but at its end. After
 * one that was not taken no other is tried: a receiver that is away costs one timeout.
 */
final class Outbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private final OpenLineageClient client;
  private final Duration timeout;
  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "lineage");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean failed;

  /**
   * @param timeout of waiting for what is still to be sent at the end
   */
  Outbox(OpenLineageClient client, Duration timeout) {
    this.client = client;
    this.timeout = timeout;
  }

  /**
   * Sends an event, which is made only then: whatever goes wrong with it is no command's matter.
   */
  void add(Supplier<RunEvent> event) {
    sender.execute(() -> send(event));
  }

  private void send(Supplier<RunEvent> event) {
    if (failed) {
      return;
    }
    try {
      client.emit(event.get());
    } catch (RuntimeException e) {
      // The client wraps whatever the network says; a place may have a form that it has no name
      // for.
      LOG.warn("an event of lineage was not taken", e);
      failed = true;
    }
  }

  /** Whether some event was not taken; known once it is closed. */
  boolean failed() {
    return failed;
  }

  @Override
  public void close() {
    sender.shutdown();
    try {
      if (!sender.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        failed = true;
        sender.shutdownNow();
      }
    } catch (InterruptedException e) {
      failed = true;
      Thread.currentThread().interrupt();
    }
    try {
      client.close();
    } catch (Exception e) {
      LOG.warn("the client of lineage was not closed", e);
    }
  }
}
