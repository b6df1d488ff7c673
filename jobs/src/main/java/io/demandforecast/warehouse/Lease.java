package io.demandforecast.warehouse;

import io.demandforecast.failure.ForecastException;
import io.demandforecast.storage.Fence;
import io.demandforecast.storage.Holder;
import io.demandforecast.storage.Tokens;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to write a warehouse, held by one process at a time, on any file system. It is a token
 * whose number is higher than that of any holder before. A thread gives signs of life while it is
 * held. It can be taken over from a process that has ended, at once on the same machine, elsewhere
 * when there was no sign of life for the expiry. Who lost it learns so at the next stage, write or
 * commit.
 */
public final class Lease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  /** Signs of life within the expiry. */
  private static final int SIGNS = 5;

  private static final int TRIES = 3;
  private static final int SECONDS_TO_END = 10;

  private final Tokens tokens;
  private final Path warehouse;
  private final Configuration configuration;
  private final long token;
  private final ScheduledExecutorService signs;

  private Lease(
      Tokens tokens,
      Path warehouse,
      Configuration configuration,
      long token,
      ScheduledExecutorService signs) {
    this.tokens = tokens;
    this.warehouse = warehouse;
    this.configuration = configuration;
    this.token = token;
    this.signs = signs;
  }

  /**
   * Takes the lease.
   *
   * @param expiry time without a sign of life after which others may take it over
   * @param floor the highest token that is known otherwise; asked where there is no token at all
   * @throws ForecastException (transient) where another process holds it
   */
  static Lease take(WarehouseFolder folder, Duration expiry, LongSupplier floor) {
    try {
      Path warehouse = folder.root();
      Configuration configuration = folder.configuration();
      Tokens tokens = Tokens.in(new Path(warehouse, Fence.FOLDER), configuration);
      long token = token(tokens, folder, Holder.current(expiry), floor);
      Lease lease = new Lease(tokens, warehouse, configuration, token, thread());
      Fence.raise(configuration, warehouse, token);
      lease.live(expiry);
      tokens.forgetBefore(token);
      return lease;
    } catch (IOException e) {
      throw ForecastException.configuration(
          "warehouse "
              + folder.location()
              + " cannot be leased: "
              + e.getMessage()
              + ". Check the folder's rights, and the disk.");
    }
  }

  private static long token(
      Tokens tokens, WarehouseFolder folder, Holder holder, LongSupplier floor) throws IOException {
    for (int tried = 0; tried < TRIES; tried++) {
      OptionalLong newest = tokens.newest();
      Optional<Holder> other = newest.isEmpty() ? Optional.empty() : holding(tokens, newest);
      if (other.isPresent()) {
        throw held(folder, other.get().named());
      }
      long token = newest.orElseGet(floor) + 1;
      if (tokens.create(token, holder)) {
        return token;
      }
    }
    throw held(folder, "several begin at once");
  }

  /** Who holds a token; empty where it was released, or its holder is no more. */
  private static Optional<Holder> holding(Tokens tokens, OptionalLong newest) throws IOException {
    long token = newest.getAsLong();
    if (tokens.isReleased(token)) {
      return Optional.empty();
    }
    Holder holder = tokens.holder(token);
    if (holder.isGone()) {
      LOG.warn("{} ended without giving its lease back: it is taken over", holder.named());
      return Optional.empty();
    }
    Duration silence = tokens.silence(token);
    if (silence.abs().compareTo(holder.expiry()) > 0) {
      LOG.warn("{} gave no sign of life for {}: its lease is taken over", holder.named(), silence);
      return Optional.empty();
    }
    return Optional.of(holder);
  }

  private static ForecastException held(WarehouseFolder folder, String holder) {
    return ForecastException.transientFailure(
        "another run is writing warehouse "
            + folder.location()
            + " ("
            + holder
            + "). Wait for it to end, then run again.",
        null);
  }

  private void live(Duration expiry) {
    long interval = Math.max(1, expiry.toMillis() / SIGNS);
    signs.scheduleWithFixedDelay(this::sign, interval, interval, TimeUnit.MILLISECONDS);
  }

  private void sign() {
    try {
      tokens.alive(token);
    } catch (IOException | RuntimeException e) {
      // The next one may succeed; if none does, others may take the lease, and this run will learn.
      LOG.warn("no sign of life could be given for the lease of {}", warehouse, e);
    }
  }

  private static ScheduledExecutorService thread() {
    return Executors.newSingleThreadScheduledExecutor(
        work -> {
          Thread thread = new Thread(work, "lease");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Whether it was not given back. */
  boolean isOpen() {
    return !signs.isShutdown();
  }

  /** Grows with every holder of this lease. */
  public long token() {
    return token;
  }

  /**
   * Checks that the lease is still held.
   *
   * @throws ForecastException (transient) where another process took it over
   */
  public void check() {
    try {
      if (tokens.newest().orElse(0) > token) {
        throw Fence.takenOver(warehouse);
      }
    } catch (IOException e) {
      throw ForecastException.transientFailure(
          "the lease of warehouse " + warehouse + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Gives the lease back. Where that cannot be written down, others wait until it expires. */
  @Override
  public void close() {
    signs.shutdown();
    try {
      if (!signs.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
        LOG.warn("a sign of life for the lease of {} still hangs", warehouse);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Fence.lower(configuration, warehouse, token);
    try {
      tokens.release(token);
    } catch (IOException e) {
      LOG.warn("the lease of {} could not be given back", warehouse, e);
    }
  }
}
