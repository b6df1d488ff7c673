package io.demandforecast.job;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.learn.Registry;
import io.demandforecast.learn.TrainingPlan;
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
    progress.stage("assemble panel");
    return AssembleJob.run(new AssembleJob.Input(warehouse, config, asOf));
  }

  /** A new model of the panel, or the one that the same panel gave before. */
  public Row train(AssembleJob.Result panel) {
    return TrainJob.run(new TrainJob.Input(warehouse, config, panel, codeVersion, progress))
        .model();
  }

  /** The registered model that is young enough, else a new one. */
  public Row trainWhenDue(AssembleJob.Result panel) {
    return ModelChoice.usable(
            new Registry(warehouse),
            config.hash(),
            panel.asOf(),
            config.training().retrainAfterDays())
        .orElseGet(() -> train(panel));
  }

  /**
   * The newest registered model of the panel's day or before.
   *
   * @throws ForecastException where there is none
   */
  public Row trained(AssembleJob.Result panel) {
    return new Registry(warehouse)
        .newest(config.hash(), panel.asOf())
        .orElseThrow(
            () ->
                ForecastException.data(
                    "there is no model of this configuration as of "
                        + panel.asOf()
                        + " or before. Train one first: forecast train"));
  }

  /** The features table. */
  public void features(AssembleJob.Result panel, FeaturesJob.Rows rows) {
    progress.stage("record features");
    FeaturesJob.run(new FeaturesJob.Input(warehouse, config, panel, opened(panel), rows));
  }

  /** Forecasts of every series. */
  public PredictJob.Result predict(AssembleJob.Result panel, Row model) {
    progress.stage("predict");
    PredictJob.Result run =
        PredictJob.run(new PredictJob.Input(warehouse, config, panel, opened(panel), model));
    if (!run.published()) {
      record.forecast(panel, model, run);
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
    progress.stage("audit and publish");
    AuditJob.Result audit =
        AuditJob.run(new AuditJob.Input(warehouse, config, panel, opened(panel), run.runId()));
    audit.warnings().forEach(progress::note);
    PublishJob.Result publication =
        PublishJob.run(new PublishJob.Input(warehouse, config, panel, run, audit, channel, now));
    return new Published(audit, publication);
  }

  /** Accuracy of what is published. */
  public EvaluateJob.Result evaluate(AssembleJob.Result panel) {
    progress.stage("evaluate");
    return EvaluateJob.run(new EvaluateJob.Input(warehouse, config, panel, opened(panel)));
  }

  private OpenedPanel opened(AssembleJob.Result panel) {
    if (opened.filter(one -> one.panelId().equals(panel.panelId())).isEmpty()) {
      opened =
          Optional.of(new Opened(panel.panelId(), OpenedPanel.of(warehouse, config, panel.plan())));
    }
    return opened.get().rows();
  }

  /** Version of a model's row. */
  public static String version(Row model) {
    return model.getAs(Models.MODEL_VERSION);
  }
}
