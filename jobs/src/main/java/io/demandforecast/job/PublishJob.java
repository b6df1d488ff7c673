package io.demandforecast.job;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.table.Publications;
import io.demandforecast.warehouse.Warehouse;
import java.sql.Date;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * Publishes a run whose audit passed: one row, one commit.
 *
 * <p>Reads publications, audits of the run. Writes publications. Key: channel and publication_seq.
 * Run again for a run that is current, or that was rolled back, it changes nothing. Fails, with
 * nothing published, where a check did not pass.
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

  /**
   * @param sequence of the channel's current publication
   * @param withdrawn whether the run was rolled back before: then it is not published again, and
   *     the current publication is of another run
   */
  public record Result(String channel, long sequence, boolean withdrawn) {}

  /** Publishes. */
  public static Result run(Input input) {
    ChannelHistory history = ChannelHistory.of(input.warehouse(), input.channel());
    if (!input.audit().passed()) {
      throw ForecastException.audit(refusal(input, history));
    }
    String runId = input.run().runId();
    boolean withdrawn = history.isWithdrawn(runId);
    if (withdrawn || history.isCurrent(runId)) {
      return new Result(
          input.channel(), history.current().orElseThrow().getAs(Publications.SEQ), withdrawn);
    }
    ChannelHistory.Entry entry =
        new ChannelHistory.Entry(
            runId,
            Date.valueOf(input.panel().asOf()),
            input.run().modelVersion(),
            input.audit().rows(),
            Optional.empty(),
            Optional.empty());
    return new Result(input.channel(), history.append(entry, input.now()), false);
  }

  private static String refusal(Input input, ChannelHistory history) {
    return "run "
        + input.run().runId()
        + " is not published; "
        + history
            .current()
            .map(row -> "the last publication stays: " + age(row, input))
            .orElse("nothing was published in channel " + input.channel() + " before")
        + ". Failed checks:\n"
        + input.audit().findings().stream()
            .filter(AuditJob.Finding::blocks)
            .map(f -> "  " + f.check() + ": " + f.message() + " (bound: " + f.bound() + ")")
            .collect(Collectors.joining("\n"))
        + "\nThe run's rows are in forecasts, the findings in audits, both under its run_id."
        + " Correct the data and run again; or, where the forecast is right, widen the bound under"
        + " publication in the configuration, or let the check warn (publication.severity).";
  }

  private static String age(Row publication, Input input) {
    PublicationAge age = PublicationAge.of(publication, input.now());
    long days = ChronoUnit.DAYS.between(age.asOf(), input.panel().asOf());
    return age.text()
        + (days > 0 ? ", %d day%s of actuals behind".formatted(days, days == 1 ? "" : "s") : "");
  }
}
