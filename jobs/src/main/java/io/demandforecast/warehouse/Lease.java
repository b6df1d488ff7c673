package io.demandforecast.warehouse;

import io.demandforecast.failure.ForecastException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to write a warehouse, held by one process at a time. On a local file system the
 * operating system takes it back when the process ends, however it ends.
 */
public final class Lease implements AutoCloseable {
  private static final String FILE = "_lease";
  private final FileChannel channel;
  private final FileLock lock;

  private Lease(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the lease.
   *
   * @throws ForecastException (transient) where another process holds it
   */
  static Lease take(WarehouseFolder folder) {
    try {
      Path local = folder.local();
      if (local == null) {
        // Object stores have no locks: there Delta's own commits keep tables whole.
        return new Lease(null, null);
      }
      FileChannel channel =
          FileChannel.open(
              local.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw ForecastException.transientFailure(
            "another run is writing warehouse "
                + folder.location()
                + ". Wait for it to end, then run again.",
            null);
      }
      return new Lease(channel, lock);
    } catch (IOException e) {
      throw ForecastException.configuration(
          "warehouse "
              + folder.location()
              + " cannot be locked: "
              + e.getMessage()
              + ". Check the folder's rights.");
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() {
    if (channel == null) {
      return;
    }
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw ForecastException.transientFailure(
          "the lease could not be given back: " + e.getMessage(), e);
    }
  }
}
