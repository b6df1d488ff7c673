package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.EvaluateJob;
import io.demandforecast.job.ForecastPipeline;
import io.demandforecast.job.PredictJob;
import io.demandforecast.job.PromoteJob;
import io.demandforecast.job.PublicationAge;
import io.demandforecast.job.PublishJob;
import io.demandforecast.job.ReviseJob;
import io.demandforecast.job.RunHistory;
import io.demandforecast.job.RunJob;
import io.demandforecast.job.StatusJob;
import io.demandforecast.job.TrainJob;
import io.demandforecast.job.WarehouseViews;
import io.demandforecast.job.ingest.IngestJob;
import io.demandforecast.job.report.NightReport;
import io.demandforecast.learn.TrainingPlan;
import io.demandforecast.report.AccuracyFacts;
import io.demandforecast.table.Models;
import io.demandforecast.table.Runs;
import io.demandforecast.warehouse.Warehouse;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;

/** What commands print when they are done: for a person who reads it the next morning. */
final class Summaries {
  private static final int MOST_OFFENDERS = 5;

  private Summaries() {}

  static void night(
      RunJob.Result night, ForecastConfig config, Warehouse warehouse, PrintWriter out) {
    load(night.load(), out);
    model(night.model(), config, out);
    line(
        out,
        "Forecast  run %s: %,d rows for %,d series, leads 1 to %d after %s%s",
        night.run().runId(),
        night.audit().rows(),
        night.audit().series(),
        config.horizon(),
        config.frequency().date(night.panel().origin()),
        night.run().published() ? " (found done; nothing changed)" : "");
    line(
        out,
        "          %d checks passed; %.1f %% by a fallback; %s",
        night.audit().held(),
        100 * night.audit().fallbacks(),
        published(night.run(), night.publication()));
    night.audit().warnings().forEach(warning -> line(out, "          warning: %s", warning));
    night.watched().text().ifPresent(breach -> line(out, "          warning: %s", breach));
    if (!night.accuracy().overall().isEmpty()) {
      accuracy(night.accuracy(), out);
    }
    report(night.report(), out);
    out.println();
    line(out, "It is in %s. Read it with", warehouse.location());
    line(
        out,
        "  scripts/forecast sql -w %s \"SELECT * FROM %s LIMIT 5\"",
        config.storage().warehouse(),
        WarehouseViews.CURRENT);
  }

  /** Where the page of a run is, or why there is none. */
  static void report(NightReport.Result report, PrintWriter out) {
    report.location().ifPresent(location -> line(out, "Report    %s", location));
    report.problem().ifPresent(problem -> line(out, "          warning: %s", problem));
  }

  static void load(IngestJob.Result load, PrintWriter out) {
    if (!load.changed()) {
      line(out, "Load      nothing new: all %d files were loaded before", load.skipped().size());
      return;
    }
    IngestJob.Counts all = load.counts();
    line(
        out,
        "Load %-4d %,d rows in: %,d accepted, %,d merged, %,d quarantined, %,d out of scope",
        load.loadSeq().getAsLong(),
        all.read(),
        all.accepted(),
        all.merged(),
        all.quarantined(),
        all.outOfScope());
    for (IngestJob.RuleCount rule : load.rules()) {
      line(
          out,
          "          %s: %,d rows %s by rule %s",
          rule.input(),
          rule.rows(),
          rule.setAside() ? "set aside" : "warned of",
          rule.rule());
    }
    load.offenders().stream()
        .limit(MOST_OFFENDERS)
        .forEach(o -> line(out, "          e.g. %s: %s", o.place(), o.reason()));
    load.warnings().forEach(warning -> line(out, "          warning: %s", warning));
  }

  static void model(Row model, ForecastConfig config, PrintWriter out) {
    String metric = config.training().validation().metric();
    Map<String, Double> errors = TrainJob.errors(model, metric);
    Map<String, Double> wapes = TrainJob.errors(model, "wape");
    String champion = model.getAs(Models.CHAMPION);
    if (errors.values().stream().allMatch(error -> error.isNaN())) {
      line(
          out,
          "Model     %s is %s: the history shows no rolling origin to judge others at",
          model.getAs(Models.MODEL_VERSION),
          champion);
      return;
    }
    line(
        out,
        "Model     %s, chosen by %s over rolling origins:",
        model.getAs(Models.MODEL_VERSION),
        metric);
    errors.forEach(
        (candidate, error) ->
            line(
                out,
                "        %s %-40s %s %s   wape %s",
                candidate.equals(champion) ? "*" : " ",
                candidate,
                metric,
                figure(error),
                figure(wapes.get(candidate))));
    TrainJob.engineChoice(model)
        .ifPresent(
            why -> line(out, "          engine %s: %s", model.<String>getAs(Models.ENGINE), why));
    Double yardstick = wapes.get(TrainingPlan.YARDSTICK);
    if (yardstick != null && yardstick > 0 && wapes.containsKey(champion)) {
      line(
          out,
          "          %.1f %% less absolute error than the seasonal naive",
          100 * (1 - wapes.get(champion) / yardstick));
    }
  }

  static void publication(
      PredictJob.Result run, ForecastPipeline.Published published, PrintWriter out) {
    line(
        out,
        "run %s: %,d rows, %d checks passed, %s",
        run.runId(),
        published.audit().rows(),
        published.audit().held(),
        published(run, published.publication()));
  }

  private static String published(PredictJob.Result run, PublishJob.Result publication) {
    return publication.withdrawn()
        ? "not published: it was rolled back in channel %s. To publish it: forecast publish --run %s"
            .formatted(publication.channel(), run.runId())
        : "published in channel %s as number %d"
            .formatted(publication.channel(), publication.sequence());
  }

  static void revised(ReviseJob.Result result, String channel, PrintWriter out) {
    line(
        out,
        "run %s is current in channel %s, by publication %d; before: %s",
        result.runId(),
        channel,
        result.sequence(),
        result.before().orElse("none"));
  }

  static void promoted(PromoteJob.Result result, String model, PrintWriter out) {
    line(
        out,
        result.changed()
            ? "model %s forecasts from the day %s on; before: %s"
            : "model %s is the champion already (from %s on; before: %s): nothing changed",
        model,
        result.asOf(),
        result.before().orElse("none"));
  }

  static void accuracy(EvaluateJob.Result accuracy, PrintWriter out) {
    if (accuracy.overall().isEmpty()) {
      out.println("Accuracy  nothing to score yet: no published forecast has an actual");
      return;
    }
    out.println("Accuracy  of published runs, so far as actuals are known:");
    for (Row row : accuracy.overall()) {
      line(
          out,
          "          %s: %,d forecasts, WAPE %s (seasonal naive %s), bias %s, RMSSE %s",
          row.getAs("run_id"),
          row.<Long>getAs("rows"),
          figure(row.getAs("wape")),
          figure(row.getAs("seasonal_naive_wape")),
          figure(row.getAs("bias")),
          figure(row.getAs("rmsse")));
    }
  }

  static void status(StatusJob.Result status, Warehouse warehouse, PrintWriter out) {
    line(out, "Warehouse %s", warehouse.location());
    current(status, out);
    line(out, "Executed  %s", status.executions().isEmpty() ? "nothing" : "");
    for (Row row : status.executions()) {
      line(out, "          %s by %s: %s %s", row.get(1), row.get(6), row.get(0), ending(row));
    }
    line(out, "Published %s", status.publications().isEmpty() ? "nothing" : "");
    for (Row row : status.publications()) {
      line(
          out,
          "          %s: run %s as of %s, %,d rows, at %s",
          row.get(0),
          row.get(1),
          row.get(2),
          row.getLong(3),
          row.get(4));
    }
    line(out, "Models    %s", status.models().isEmpty() ? "none" : "");
    for (Row row : status.models()) {
      line(out, "          %s as of %s: %s", row.get(0), row.get(1), row.get(2));
    }
    for (Row row : status.promotions()) {
      line(out, "          %s %s, as of %s: %s", row.get(0), row.get(1), row.get(2), row.get(3));
    }
    line(out, "Loads     %s", status.loads().isEmpty() ? "none" : "");
    for (Row row : status.loads()) {
      line(
          out,
          "          %d: %d files, %,d rows, %,d accepted, %,d quarantined, at %s",
          row.getLong(0),
          row.getLong(1),
          row.getLong(2),
          row.getLong(3),
          row.getLong(4),
          row.get(5));
    }
  }

  /** What readers see, how old it is, and how good what was published turned out to be. */
  private static void current(StatusJob.Result status, PrintWriter out) {
    line(out, "Current   %s", status.current().isEmpty() ? "nothing is published" : "");
    for (PublicationAge current : status.current()) {
      line(out, "          %s: %s", current.channel(), current.text());
      AccuracyFacts accuracy = status.accuracy().get(current.channel());
      if (accuracy == null) {
        line(out, "            not scored yet: no published forecast has an actual");
      } else {
        glance(accuracy, out);
      }
    }
  }

  private static void glance(AccuracyFacts accuracy, PrintWriter out) {
    AccuracyFacts.Figures overall = accuracy.overall();
    line(
        out,
        "            %d run%s scored up to %s: WAPE %s (seasonal naive %s: %s), bias %s, %s",
        accuracy.runs(),
        accuracy.runs() == 1 ? "" : "s",
        accuracy.knownAsOf(),
        figure(overall.wape()),
        figure(overall.naiveWape()),
        overall.valueAdded() == null
            ? "no value to compare"
            : String.format(
                Locale.ROOT,
                "%.1f %% %s error",
                100 * Math.abs(overall.valueAdded()),
                overall.valueAdded() < 0 ? "more" : "less"),
        overall.bias() == null
            ? "none"
            : String.format(Locale.ROOT, "%+.1f %%", 100 * overall.bias()),
        overall.coverage() == null
            ? "no quantiles"
            : String.format(
                Locale.ROOT,
                "coverage %.1f %% (nominal %.1f %%)",
                100 * overall.coverage(),
                100 * nominal(accuracy)));
  }

  private static double nominal(AccuracyFacts accuracy) {
    int last = accuracy.levels().size() - 1;
    return accuracy.levels().get(last).nominal() - accuracy.levels().get(0).nominal();
  }

  /** How an execution ended, as the first line of what it said. */
  private static String ending(Row execution) {
    return switch (execution.getString(3)) {
      case Runs.FINISHED -> "finished at " + execution.get(2);
      case Runs.FAILED ->
          "failed with code %s: %s"
              .formatted(execution.get(4), execution.getString(5).lines().findFirst().orElse(""));
      case RunHistory.KILLED -> "was killed: it has no end. What it did not publish is not seen";
      default -> "has not ended: it still runs, or was killed";
    };
  }

  private static String figure(Double value) {
    return value == null || value.isNaN() ? "none" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static void line(PrintWriter out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values).stripTrailing());
  }
}
