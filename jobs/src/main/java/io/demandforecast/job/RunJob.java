package io.demandforecast.job;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.ingest.IngestJob;
import io.demandforecast.job.report.NightReport;
import io.demandforecast.progress.Progress;
import io.demandforecast.warehouse.Warehouse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * A night: loads what is new, trains when due, forecasts, checks, publishes, scores, reports.
 *
 * <p>Reads the raw files and every table. Writes what its stages write. Key: run_id, of as-of day,
 * configuration and loads. Run again on unchanged inputs every stage finds its work done. Fails as
 * the first stage that fails; what was published before stays.
 */
public final class RunJob {
  private RunJob() {}

  /**
   * @param record of the execution, which holds the lease
   * @param asOf last day of actuals to use; empty: the last that there is
   * @param now for the record; decides nothing but whether late feeds are waited for
   */
  public record Input(
      Warehouse warehouse,
      ForecastConfig config,
      RunRecord record,
      Optional<LocalDate> asOf,
      Instant now,
      String codeVersion,
      io.demandforecast.job.ingest.RawInputs raw,
      Progress progress) {}

  /**
   * What a night came to.
   *
   * @param model the registry's row of the model used
   */
  public record Result(
      IngestJob.Result load,
      AssembleJob.Result panel,
      Row model,
      PredictJob.Result run,
      AuditJob.Result audit,
      PublishJob.Result publication,
      EvaluateJob.Result accuracy,
      WatchJob.Result watched,
      NightReport.Result report) {}

  /** Runs all stages. */
  public static Result run(Input input) {
    ForecastConfig config = input.config();
    Progress progress = input.progress();
    progress.plan(stages(config));
    ForecastPipeline pipeline =
        new ForecastPipeline(
            input.warehouse(), config, input.codeVersion(), input.record(), progress);
    progress.stage("load and validate");
    IngestJob.Result load =
        IngestJob.run(
            new IngestJob.Input(
                input.warehouse(),
                config,
                input.asOf(),
                input.now(),
                input.codeVersion(),
                input.raw()));
    AssembleJob.Result panel = pipeline.assemble(input.asOf());
    NightForecastJob.Result night =
        NightForecastJob.run(new NightForecastJob.Input(pipeline, config, panel, input.now()));
    ForecastPipeline.Published published =
        pipeline.publish(panel, night.run(), config.publication().channel(), input.now());
    return new Result(
        load,
        panel,
        night.model(),
        night.run(),
        published.audit(),
        published.publication(),
        night.accuracy(),
        night.watched(),
        pipeline.report(panel, night.run()));
  }

  private static List<String> stages(ForecastConfig config) {
    List<String> stages = new ArrayList<>();
    stages.add("load and validate");
    stages.addAll(NightForecastJob.stages(config));
    stages.add("audit and publish");
    if (config.report().enabled()) {
      stages.add("write report");
    }
    return stages;
  }
}
