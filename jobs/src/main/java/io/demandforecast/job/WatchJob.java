package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.WatchSettings;
import io.demandforecast.learn.FeatureReference;
import io.demandforecast.learn.Registry;
import io.demandforecast.table.Drift;
import io.demandforecast.table.Models;
import io.demandforecast.warehouse.Warehouse;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Watches the model that forecasts: its features against those it was trained on, and the errors of
 * what was published last by segment.
 *
 * <p>Reads models' files; is handed features and errors. Writes drift. Key: run_id, metric,
 * segment, segment_value, feature. Run again it replaces the run's rows where they have changed,
 * until the run is published. Fails where the distribution stored with the model cannot be read.
 */
public final class WatchJob {
  /** Spans of periods that errors are needed of: the last one, and three to compare it with. */
  static final int LOOKED_BACK = 4;

  private static final int MOST_TOLD = 5;

  private WatchJob() {}

  /**
   * @param run that was forecast
   * @param model the registry's row of the model that forecasts
   * @param recent errors by segment and period
   */
  public record Input(
      Warehouse warehouse,
      ForecastConfig config,
      AssembleJob.Result panel,
      PredictJob.Result run,
      Row model,
      List<RecentErrors> recent) {}

  /**
   * @param measured figures that were held to something
   * @param breaches those that did not hold, in words
   */
  public record Result(int measured, List<String> breaches) {
    public Result {
      breaches = List.copyOf(breaches);
    }

    /** The first of the breaches, in words; empty where there is none. */
    public Optional<String> text() {
      return breaches.isEmpty()
          ? Optional.empty()
          : Optional.of(
              "%d of %d figures of the model are beyond what they are held to: %s%s"
                  .formatted(
                      breaches.size(),
                      measured,
                      String.join("; ", breaches.subList(0, Math.min(MOST_TOLD, breaches.size()))),
                      breaches.size() > MOST_TOLD ? "; ..." : ""));
    }
  }

  /** Periods up to the origin whose errors are looked at. */
  public static int periods(ForecastConfig config) {
    int periods = config.publication().watch().periods();
    return periods > 0 ? periods : Math.max(DriftChecks.FEWEST_SIGNS, config.horizon());
  }

  /** Measures and stores; of a run that was found published it has done so before. */
  public static Result run(Input input) {
    if (input.run().published()) {
      return new Result(0, List.of());
    }
    ForecastConfig config = input.config();
    List<Double> levels = config.uncertainty().quantiles();
    DriftChecks checks =
        new DriftChecks(
            config.publication().watch(),
            periods(config),
            levels.get(levels.size() - 1) - levels.get(0));
    List<DriftChecks.Finding> findings = new ArrayList<>(checks.features(features(input)));
    for (RecentErrors errors : input.recent()) {
      findings.addAll(checks.errors(errors, input.panel().origin()));
    }
    store(input, findings);
    return new Result(
        findings.size(),
        findings.stream()
            .filter(DriftChecks.Finding::breached)
            .map(DriftChecks.Finding::text)
            .toList());
  }

  private static List<FeatureReference.Found> features(Input input) {
    Optional<FeatureReference> reference = new Registry(input.warehouse()).reference(input.model());
    if (reference.isEmpty()) {
      return List.of();
    }
    return reference.get().drift(input.run().asked(), DriftChecks.FEATURE_DEVIATIONS);
  }

  private static void store(Input input, List<DriftChecks.Finding> findings) {
    List<Row> rows =
        findings.stream()
            .map(
                f ->
                    RowFactory.create(
                        input.run().runId(),
                        f.metric(),
                        f.segment(),
                        f.segmentValue(),
                        f.feature(),
                        f.value(),
                        f.threshold(),
                        f.breached(),
                        f.rows(),
                        Date.valueOf(input.panel().asOf()),
                        input.model().getAs(Models.MODEL_VERSION)))
            .toList();
    Restatement.of(input.warehouse(), Drift.definition(), Drift.RUN_ID, input.run().runId())
        .write(rows);
  }

  /**
   * Whether a breach demands a new model: one since the newest was trained, once that has rested.
   *
   * @param newest the registry's row of the newest model
   */
  static boolean demandsTraining(
      Warehouse warehouse, WatchSettings settings, Row newest, LocalDate asOf) {
    LocalDate trained = newest.<Date>getAs(Models.AS_OF).toLocalDate();
    if (!settings.retrain() || !asOf.isAfter(trained.plusDays(settings.retrainRestDays()))) {
      return false;
    }
    return !warehouse
        .read(Drift.definition())
        .where(
            col(Drift.BREACHED)
                .and(col(Drift.AS_OF).gt(lit(Date.valueOf(trained))))
                .and(col(Drift.AS_OF).leq(lit(Date.valueOf(asOf)))))
        .takeAsList(1)
        .isEmpty();
  }
}
