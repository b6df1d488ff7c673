package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import io.demandforecast.failure.ForecastException;
import io.demandforecast.table.Publications;
import io.demandforecast.warehouse.Warehouse;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What was published in a channel, in order; one row more is the next publication. */
final class ChannelHistory {
  /** A row of a later holder of the lease, or of this number, forbids one more. */
  private static final String REFUSED_BY =
      "there.%2$s > added.%2$s OR there.%1$s >= added.%1$s"
          .formatted(Publications.SEQ, Publications.TOKEN);

  private final Warehouse warehouse;
  private final String channel;

  /** Of all channels, the oldest first: one row a publication. */
  private final List<Row> all;

  private final List<Row> ofChannel;

  private ChannelHistory(Warehouse warehouse, String channel, List<Row> all) {
    this.warehouse = warehouse;
    this.channel = channel;
    this.all = all;
    this.ofChannel =
        all.stream().filter(row -> row.getAs(Publications.CHANNEL).equals(channel)).toList();
  }

  static ChannelHistory of(Warehouse warehouse, String channel) {
    return new ChannelHistory(
        warehouse,
        channel,
        warehouse.read(Publications.definition()).orderBy(col(Publications.SEQ)).collectAsList());
  }

  /**
   * A publication to come.
   *
   * @param rows of forecasts
   * @param withdrawn the run that is taken back by it; empty for none
   * @param reason why; empty where no person asked for it
   */
  record Entry(
      String runId,
      Date asOf,
      String modelVersion,
      long rows,
      Optional<String> withdrawn,
      Optional<String> reason) {

    /** The run of an earlier publication once more. */
    static Entry again(Row publication, Optional<String> withdrawn, String reason) {
      return new Entry(
          publication.getAs(Publications.RUN_ID),
          publication.getAs(Publications.AS_OF),
          publication.getAs(Publications.MODEL_VERSION),
          publication.<Long>getAs(Publications.ROWS),
          withdrawn,
          Optional.of(reason));
    }
  }

  /** The publication that readers see of each channel, by channel. */
  static List<Row> current(Warehouse warehouse) {
    Dataset<Row> published = warehouse.read(Publications.definition());
    Dataset<Row> newest =
        published
            .groupBy(col(Publications.CHANNEL))
            .agg(max(col(Publications.SEQ)).as(Publications.SEQ));
    return published
        .join(newest, new String[] {Publications.CHANNEL, Publications.SEQ})
        .orderBy(col(Publications.CHANNEL))
        .collectAsList();
  }

  /** The publication that is current; empty where there is none. */
  Optional<Row> current() {
    return ofChannel.isEmpty()
        ? Optional.empty()
        : Optional.of(ofChannel.get(ofChannel.size() - 1));
  }

  boolean isCurrent(String runId) {
    return current().filter(row -> runId.equals(run(row))).isPresent();
  }

  /** Whether a run was taken back and was not published since. */
  boolean isWithdrawn(String runId) {
    boolean withdrawn = false;
    for (Row row : ofChannel) {
      if (runId.equals(run(row))) {
        withdrawn = false;
      } else if (runId.equals(row.getAs(Publications.WITHDRAWN))) {
        withdrawn = true;
      }
    }
    return withdrawn;
  }

  /**
   * What a step back leads to: the newest publication before the current run was published first,
   * of a run that was not taken back itself. So one step after the other leads further back.
   */
  Optional<Row> before() {
    String now = current().map(ChannelHistory::run).orElse(null);
    Row found = null;
    for (Row row : ofChannel) {
      if (run(row).equals(now)) {
        break;
      }
      if (!isWithdrawn(run(row))) {
        found = row;
      }
    }
    return Optional.ofNullable(found);
  }

  /** The newest publication of a run in this channel; else in another. */
  Optional<Row> newest(String runId) {
    return newest(ofChannel, runId).or(() -> newest(all, runId));
  }

  /** The newest publication of a run in this channel alone. */
  Optional<Row> newestHere(String runId) {
    return newest(ofChannel, runId);
  }

  /**
   * Publishes: one row, one commit. The commit itself compares what is there: so a process that was
   * stopped in the last moment, and goes on when another has taken over, publishes nothing.
   *
   * @param now for the record
   * @return its number
   * @throws ForecastException (transient) where another process published since this one looked
   */
  long append(Entry entry, Instant now) {
    return append(entry, now, warehouse.fencingToken().orElseGet(this::newestToken));
  }

  private long newestToken() {
    return all.stream()
        .map(row -> row.<Long>getAs(Publications.TOKEN))
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(0L);
  }

  /**
   * {@link #append(Entry, Instant)} under a lease.
   *
   * @param token of the lease; without one nothing but the number of the publication is compared
   */
  long append(Entry entry, Instant now, long token) {
    long sequence = 1 + all.stream().mapToLong(row -> row.getAs(Publications.SEQ)).max().orElse(0);
    Row row =
        RowFactory.create(
            channel,
            sequence,
            entry.runId(),
            entry.asOf(),
            entry.modelVersion(),
            entry.rows(),
            Timestamp.from(now),
            warehouse.spark().sparkContext().sparkUser(),
            entry.withdrawn().orElse(null),
            entry.reason().orElse(null),
            token);
    boolean published =
        warehouse.insertUnless(
            Publications.definition(),
            warehouse.spark().createDataFrame(List.of(row), Publications.definition().schema()),
            REFUSED_BY);
    if (!published) {
      throw ForecastException.transientFailure(
          "run "
              + entry.runId()
              + " is not published: another run took over the warehouse and has published since."
              + " See what is current: forecast status; then run again.",
          null);
    }
    return sequence;
  }

  static String run(Row publication) {
    return publication.getAs(Publications.RUN_ID);
  }

  private static Optional<Row> newest(List<Row> rows, String runId) {
    return rows.stream().filter(row -> run(row).equals(runId)).reduce((older, newer) -> newer);
  }
}
