package io.demandforecast.job;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.job.report.NightReport;
import io.demandforecast.learn.Registry;
import io.demandforecast.learn.TrainingPlan;
import io.demandforecast.log.LogContext;
import io.demandforecast.panel.OpenedPanel;
import io.demandforecast.panel.PanelPlan;
import io.demandforecast.progress.Progress;
import io.demandforecast.table.Models;
import io.demandforecast.warehouse.Warehouse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * The stages from the panel to the publication: composed in the same way by a run, by a backtest
 * and by single commands.
 */
public final class ForecastPipeline {
  private final Warehouse warehouse;
  private final ForecastConfig config;
  private final String codeVersion;
  private final RunRecord record;
  private final Progress progress;
  private Optional<Opened> opened = Optional.empty();

  /** The panel that stages have read last. */
  private record Opened(String panelId, OpenedPanel rows) {}

  /**
   * @param codeVersion of this software, for the record
   * @param record told of each run that is forecast
   * @throws ForecastException where the configuration names a feature or forecaster that does not
   *     exist: before anything is read
   */
  public ForecastPipeline(
      Warehouse warehouse,
      ForecastConfig config,
      String codeVersion,
      RunRecord record,
      Progress progress) {
    this.warehouse = warehouse;
    this.config = config;
    this.codeVersion = codeVersion;
    this.record = record;
    this.progress = progress;
    TrainingPlan.of(config, PanelPlan.of(config));
  }

  /** The panel as of a day. */
  public AssembleJob.Result assemble(Optional<LocalDate> asOf) {
    stage("assemble panel");
    AssembleJob.Result panel = AssembleJob.run(new AssembleJob.Input(warehouse, config, asOf));
    LogContext.put(LogContext.Key.AS_OF, panel.asOf().toString());
    return panel;
  }

  /**
   * Sees to it that all feeds have delivered, or that there is no waiting for them any more.
   *
   * @throws ForecastException that asks for another try, where a feed is late before the deadline
   */
  public void requireFeeds(AssembleJob.Result panel, Instant now) {
    PartialFeeds.require(config, panel, now).ifPresent(progress::note);
  }

  /** A new model of the panel, or the one that the same panel gave before. */
  public Row train(AssembleJob.Result panel) {
    return TrainJob.run(new TrainJob.Input(warehouse, config, panel, codeVersion, progress))
        .model();
  }

  /**
   * The model that forecasts: the champion, after all challengers that enough is known of have been
   * judged. Trains before that where the newest model is too old, or what is watched demands it:
   * the first one forecasts at once.
   *
   * @param now for the record
   */
  public Row trainWhenDue(AssembleJob.Result panel, Instant now) {
    if (isDue(panel)) {
      train(panel);
    }
    return champion(panel, now).orElseThrow();
  }

  private boolean isDue(AssembleJob.Result panel) {
    Optional<Row> newest =
        ModelChoice.young(
                new Registry(warehouse),
                config.hash(),
                panel.asOf(),
                config.training().retrainAfterDays())
            .filter(PromotionJob.ofTheseFeatures(config, panel));
    return newest.isEmpty()
        || WatchJob.demandsTraining(
            warehouse, config.publication().watch(), newest.get(), panel.asOf());
  }

  /**
   * The model that forecasts, of those registered for the panel's day or before.
   *
   * @param now for the record
   * @throws ForecastException where there is none
   */
  public Row trained(AssembleJob.Result panel, Instant now) {
    return champion(panel, now)
        .orElseThrow(
            () ->
                ForecastException.data(
                    "there is no model of this configuration as of "
                        + panel.asOf()
                        + " or before. Train one first: forecast train"));
  }

  private Optional<Row> champion(AssembleJob.Result panel, Instant now) {
    return PromotionJob.run(
            new PromotionJob.Input(warehouse, config, panel, opened(panel), now, progress))
        .champion();
  }

  /** The features table. */
  public void features(AssembleJob.Result panel, FeaturesJob.Rows rows) {
    stage("record features");
    FeaturesJob.run(new FeaturesJob.Input(warehouse, config, panel, opened(panel), rows));
  }

  /** Forecasts of every series. */
  public PredictJob.Result predict(AssembleJob.Result panel, Row model) {
    stage("predict");
    return predict(input(panel, model));
  }

  /** Forecasts of every series: those that an earlier command has made, where it has. */
  public PredictJob.Result predictUnlessMade(AssembleJob.Result panel, Row model) {
    stage("predict");
    PredictJob.Input input = input(panel, model);
    Optional<PredictJob.Result> made = PredictJob.made(input, codeVersion);
    made.ifPresent(run -> LogContext.put(LogContext.Key.RUN_ID, run.runId()));
    return made.orElseGet(() -> predict(input));
  }

  private PredictJob.Input input(AssembleJob.Result panel, Row model) {
    return new PredictJob.Input(warehouse, config, panel, opened(panel), model);
  }

  private PredictJob.Result predict(PredictJob.Input input) {
    PredictJob.Result run = PredictJob.run(input);
    LogContext.put(LogContext.Key.RUN_ID, run.runId());
    if (!run.published()) {
      record.forecast(input.panel(), input.model(), run);
    }
    return run;
  }

  /**
   * What came of a publication.
   *
   * @param audit the checks
   * @param publication where the run is published
   */
  public record Published(AuditJob.Result audit, PublishJob.Result publication) {}

  /**
   * Checks a run and publishes it.
   *
   * @throws ForecastException where a check fails: nothing is published then
   */
  public Published publish(
      AssembleJob.Result panel, PredictJob.Result run, String channel, Instant now) {
    stage("audit and publish");
    AuditJob.Result audit =
        AuditJob.run(
            new AuditJob.Input(warehouse, config, panel, opened(panel), run.runId(), channel));
    audit.warnings().forEach(progress::note);
    PublishJob.Result publication =
        PublishJob.run(new PublishJob.Input(warehouse, config, panel, run, audit, channel, now));
    return new Published(audit, publication);
  }

  /** Accuracy of what is published. */
  public EvaluateJob.Result evaluate(AssembleJob.Result panel) {
    stage("evaluate");
    return EvaluateJob.run(new EvaluateJob.Input(warehouse, config, panel, opened(panel)));
  }

  /**
   * How the model does that forecasts.
   *
   * @param accuracy of what is published, which says by how much it erred
   */
  public WatchJob.Result watch(
      AssembleJob.Result panel, PredictJob.Result run, Row model, EvaluateJob.Result accuracy) {
    stage("watch");
    WatchJob.Result watched =
        WatchJob.run(new WatchJob.Input(warehouse, config, panel, run, model, accuracy.recent()));
    watched.text().ifPresent(progress::note);
    return watched;
  }

  /** A stage begins, where the lease is still held. */
  private void stage(String name) {
    warehouse.requireLease();
    progress.stage(name);
  }

  private OpenedPanel opened(AssembleJob.Result panel) {
    if (opened.filter(one -> one.panelId().equals(panel.panelId())).isEmpty()) {
      opened =
          Optional.of(new Opened(panel.panelId(), OpenedPanel.of(warehouse, config, panel.plan())));
    }
    return opened.get().rows();
  }

  /** The page of a run; why there is none is told where it could not be written. */
  public NightReport.Result report(AssembleJob.Result panel, PredictJob.Result run) {
    if (config.report().enabled()) {
      stage("write report");
    }
    return NightReport.write(warehouse, config, run.runId(), opened(panel));
  }

  /** Version of a model's row. */
  public static String version(Row model) {
    return model.getAs(Models.MODEL_VERSION);
  }
}
