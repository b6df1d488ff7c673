package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import io.demandforecast.table.Loads;
import io.demandforecast.table.Models;
import io.demandforecast.table.Promotions;
import io.demandforecast.table.Publications;
import io.demandforecast.table.Runs;
import io.demandforecast.warehouse.Warehouse;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * What a warehouse holds.
 *
 * <p>Reads loads, models, promotions, publications, runs. Writes nothing.
 */
public final class StatusJob {
  /** Rows shown of each kind. */
  private static final int NEWEST = 5;

  private StatusJob() {}

  /**
   * @param now what ages are counted to
   */
  public record Input(Warehouse warehouse, Instant now) {}

  /**
   * @param loads load_seq, files, rows read, accepted, quarantined; newest first
   * @param models version, as-of, champion; newest first
   * @param executions of commands that write: command, started at, ended at, state, exit code,
   *     message, user; newest first
   * @param promotions model, decision, as-of, reason; newest first
   * @param publications channel, run, as-of, rows, published at; newest first
   * @param current the publication that readers of each channel see, by channel
   */
  public record Result(
      List<Row> loads,
      List<Row> models,
      List<Row> promotions,
      List<Row> publications,
      List<PublicationAge> current,
      List<Row> executions) {}

  /** Looks. */
  public static Result run(Input input) {
    Warehouse warehouse = input.warehouse();
    return new Result(
        warehouse
            .read(Loads.definition())
            .groupBy(col(Loads.LOAD_SEQ))
            .agg(
                org.apache.spark.sql.functions.count(col(Loads.FILE)),
                sum(col(Loads.ROWS_READ)),
                sum(col(Loads.ACCEPTED)),
                sum(col(Loads.QUARANTINED)),
                max(col(Loads.LOADED_AT)))
            .orderBy(col(Loads.LOAD_SEQ).desc())
            .takeAsList(NEWEST),
        warehouse
            .read(Models.definition())
            .select(Models.MODEL_VERSION, Models.AS_OF, Models.CHAMPION)
            .orderBy(col(Models.AS_OF).desc(), col(Models.MODEL_VERSION))
            .takeAsList(NEWEST),
        warehouse
            .read(Promotions.definition())
            .orderBy(col(Promotions.SEQ).desc())
            .select(
                Promotions.MODEL_VERSION, Promotions.DECISION, Promotions.AS_OF, Promotions.REASON)
            .takeAsList(NEWEST),
        warehouse
            .read(Publications.definition())
            .select(
                Publications.CHANNEL,
                Publications.RUN_ID,
                Publications.AS_OF,
                Publications.ROWS,
                Publications.PUBLISHED_AT)
            .orderBy(col(Publications.SEQ).desc())
            .takeAsList(NEWEST),
        current(warehouse, input.now()),
        RunHistory.executions(warehouse.read(Runs.definition()))
            .select(
                Runs.COMMAND,
                RunHistory.STARTED_AT,
                RunHistory.ENDED_AT,
                RunHistory.STATE,
                Runs.EXIT_CODE,
                Runs.MESSAGE,
                Runs.USER)
            .orderBy(col(RunHistory.STARTED_AT).desc())
            .takeAsList(NEWEST));
  }

  private static List<PublicationAge> current(Warehouse warehouse, Instant now) {
    return ChannelHistory.current(warehouse).stream()
        .map(row -> PublicationAge.of(row, now))
        .toList();
  }
}
