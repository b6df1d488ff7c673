package io.demandforecast.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.table.Publications;
import io.demandforecast.warehouse.Warehouse;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Publishes a run whose audit passed: one row, one commit.
 *
 * <p>Reads publications, audits of the run. Writes publications. Key: channel and publication_seq.
 * Run again for a run that is current it changes nothing. Fails, with nothing published, where a
 * check did not pass.
 */
public final class PublishJob {
  private PublishJob() {}

  /**
   * @param channel that the run becomes current in
   * @param now for the record
   */
  public record Input(
      Warehouse warehouse,
      ForecastConfig config,
      AssembleJob.Result panel,
      PredictJob.Result run,
      AuditJob.Result audit,
      String channel,
      Instant now) {}

  public record Result(String channel, long sequence) {}

  /** Publishes. */
  public static Result run(Input input) {
    if (!input.audit().passed()) {
      throw ForecastException.audit(
          "run "
              + input.run().runId()
              + " is not published; the last publication stays. Failed checks:\n"
              + input.audit().findings().stream()
                  .filter(finding -> !finding.passed())
                  .map(f -> "  " + f.check() + ": " + f.message() + " (bound: " + f.bound() + ")")
                  .collect(Collectors.joining("\n"))
              + "\nThe run's rows are in forecasts, the findings in audits, both under its run_id."
              + " Correct the data and run again; or, where the forecast is right, widen the bound"
              + " under publication in the configuration.");
    }
    Dataset<Row> publications = input.warehouse().read(Publications.definition());
    List<Row> current =
        publications
            .where(col(Publications.CHANNEL).equalTo(lit(input.channel())))
            .orderBy(col(Publications.SEQ).desc())
            .takeAsList(1);
    if (!current.isEmpty()
        && current.get(0).getAs(Publications.RUN_ID).equals(input.run().runId())) {
      return new Result(input.channel(), current.get(0).getAs(Publications.SEQ));
    }
    long sequence =
        1 + publications.agg(coalesce(max(col(Publications.SEQ)), lit(0L))).first().getLong(0);
    Row row =
        RowFactory.create(
            input.channel(),
            sequence,
            input.run().runId(),
            Date.valueOf(input.panel().asOf()),
            input.run().modelVersion(),
            input.audit().rows(),
            Timestamp.from(input.now()));
    input
        .warehouse()
        .append(
            Publications.definition(),
            input
                .warehouse()
                .spark()
                .createDataFrame(List.of(row), Publications.definition().schema()));
    return new Result(input.channel(), sequence);
  }
}
