package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import io.demandforecast.job.report.ReportJob;
import io.demandforecast.report.AccuracyFacts;
import io.demandforecast.table.Loads;
import io.demandforecast.table.Models;
import io.demandforecast.table.Promotions;
import io.demandforecast.table.Publications;
import io.demandforecast.table.Runs;
import io.demandforecast.warehouse.Warehouse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * What a warehouse holds.
 *
 * <p>Reads loads, models, promotions, publications, accuracy, runs. Writes nothing.
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
   * @param accuracy by channel: of what was published there; none where nothing is scored
   */
  public record Result(
      List<Row> loads,
      List<Row> models,
      List<Row> promotions,
      List<Row> publications,
      List<PublicationAge> current,
      SortedMap<String, AccuracyFacts> accuracy,
      List<Row> executions) {}

  /** Looks. */
  public static Result run(Input input) {
    Warehouse warehouse = input.warehouse();
    SortedMap<String, List<Row>> published = byChannel(warehouse);
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
        current(published, input.now()),
        accuracy(warehouse, published),
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

  private static List<PublicationAge> current(SortedMap<String, List<Row>> published, Instant now) {
    return published.values().stream()
        .map(ofChannel -> PublicationAge.of(ofChannel.get(ofChannel.size() - 1), now))
        .toList();
  }

  private static SortedMap<String, AccuracyFacts> accuracy(
      Warehouse warehouse, SortedMap<String, List<Row>> published) {
    SortedMap<String, AccuracyFacts> accuracy = new TreeMap<>();
    published.forEach(
        (channel, ofChannel) -> {
          AccuracyFacts facts = ReportJob.accuracy(warehouse, ofChannel);
          if (facts.overall() != null) {
            accuracy.put(channel, facts);
          }
        });
    return accuracy;
  }

  /** Publications of each channel, the oldest first. */
  private static SortedMap<String, List<Row>> byChannel(Warehouse warehouse) {
    SortedMap<String, List<Row>> published = new TreeMap<>();
    warehouse
        .read(Publications.definition())
        .orderBy(col(Publications.SEQ))
        .collectAsList()
        .forEach(
            row ->
                published
                    .computeIfAbsent(row.getAs(Publications.CHANNEL), channel -> new ArrayList<>())
                    .add(row));
    return published;
  }
}
