package io.demandforecast.job.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Rows held in memory, or on disk where that is short, for the length of a load. */
final class Held implements AutoCloseable {
  private final Deque<Dataset<Row>> held = new ArrayDeque<>();

  /** Holds rows from their first action on. */
  Dataset<Row> hold(Dataset<Row> rows) {
    Dataset<Row> persisted = rows.persist(StorageLevel.MEMORY_AND_DISK());
    held.push(persisted);
    return persisted;
  }

  /** Lets rows go before the load ends. */
  void release(Dataset<Row> rows) {
    rows.unpersist();
    held.remove(rows);
  }

  @Override
  public void close() {
    while (!held.isEmpty()) {
      held.pop().unpersist();
    }
  }
}
