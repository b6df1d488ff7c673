package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.failure.ForecastException;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.Publications;
import io.demandforecast.warehouse.Warehouse;
import java.time.Instant;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * Makes a run current in a channel that was published before, there or in another: it passed its
 * checks then. Its rows are where they were.
 *
 * <p>Reads and writes publications: one row, one commit. Key: channel and publication_seq. Run
 * again for a run that is current it changes nothing. Fails, with nothing published, for a run that
 * was never published.
 */
public final class ReviseJob {
  private ReviseJob() {}

  /**
   * @param channel that is changed
   * @param runId the run to be current; empty: the one before the current one
   * @param reason for the record
   * @param now for the record
   */
  public record Input(
      Warehouse warehouse, String channel, Optional<String> runId, String reason, Instant now) {}

  /**
   * @param runId the run that is current now
   * @param sequence of its publication
   * @param before the run that was current; empty where there was none
   */
  public record Result(String runId, long sequence, Optional<String> before) {}

  /** Publishes a run that was published before, such as in a channel for trials. */
  public static Result publish(Input input) {
    ChannelHistory history = history(input);
    String runId = input.runId().orElseThrow();
    Row published =
        history
            .newest(runId)
            .orElseThrow(
                () ->
                    ForecastException.data(
                        "run "
                            + runId
                            + " was never published, so nothing says that it passed its checks."
                            + " See: forecast sql \"SELECT * FROM publications\"; or publish a"
                            + " day's run: forecast publish --as-of DAY"));
    return revise(input, history, published, Optional.empty());
  }

  /** Takes the current run back: one that was current before is so again. */
  public static Result rollback(Input input) {
    ChannelHistory history = history(input);
    Row current =
        history
            .current()
            .orElseThrow(
                () ->
                    ForecastException.data(
                        "nothing is published in channel "
                            + input.channel()
                            + ": there is nothing to roll back"));
    Row earlier =
        (input.runId().isPresent() ? history.newestHere(input.runId().get()) : history.before())
            .orElseThrow(
                () ->
                    ForecastException.data(
                        input
                            .runId()
                            .map(run -> "run " + run + " was never current in channel ")
                            .orElse("nothing was current before the current run in channel ")
                            .concat(input.channel())
                            .concat(". See: forecast sql \"SELECT * FROM publications\"")));
    return revise(input, history, earlier, Optional.of(ChannelHistory.run(current)));
  }

  private static Result revise(
      Input input, ChannelHistory history, Row published, Optional<String> withdrawn) {
    Optional<String> before = history.current().map(ChannelHistory::run);
    String runId = ChannelHistory.run(published);
    if (history.isCurrent(runId)) {
      long sequence = history.current().orElseThrow().getAs(Publications.SEQ);
      return new Result(runId, sequence, before);
    }
    requireWhole(input.warehouse(), published);
    ChannelHistory.Entry entry = ChannelHistory.Entry.again(published, withdrawn, input.reason());
    return new Result(runId, history.append(entry, input.now()), before);
  }

  /** Maintenance leaves some leads of runs that are long over. */
  private static void requireWhole(Warehouse warehouse, Row published) {
    String runId = ChannelHistory.run(published);
    long promised = published.<Long>getAs(Publications.ROWS);
    warehouse
        .written(Forecasts.NAME)
        .map(forecasts -> forecasts.where(col(Forecasts.RUN_ID).equalTo(lit(runId))).count())
        .filter(found -> found < promised)
        .ifPresent(
            found -> {
              throw ForecastException.data(
                  "run "
                      + runId
                      + " has "
                      + found
                      + " of the "
                      + promised
                      + " forecasts that it was published with: maintenance has archived the"
                      + " others. Name a younger run.");
            });
  }

  private static ChannelHistory history(Input input) {
    return ChannelHistory.of(input.warehouse(), input.channel());
  }
}
