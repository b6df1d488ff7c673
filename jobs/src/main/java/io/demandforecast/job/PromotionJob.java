package io.demandforecast.job;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.PromotionSettings;
import io.demandforecast.config.PromotionSettings.Policy;
import io.demandforecast.learn.Registry;
import io.demandforecast.learn.RowSampler;
import io.demandforecast.learn.Scorer;
import io.demandforecast.learn.TrainingPlan;
import io.demandforecast.panel.OpenedPanel;
import io.demandforecast.progress.Progress;
import io.demandforecast.table.Models;
import io.demandforecast.warehouse.Warehouse;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;

/**
 * Decides which registered model forecasts: the champion, or a challenger that has beaten it.
 *
 * <p>Reads models, promotions, panel. Writes promotions: one row a decision. Key: promotion_seq.
 * Run again on the same day it finds its decisions made. Fails where a model's file has changed.
 */
public final class PromotionJob {
  private PromotionJob() {}

  /**
   * @param opened the panel's rows: actuals since models were trained
   * @param now for the record
   */
  public record Input(
      Warehouse warehouse,
      ForecastConfig config,
      AssembleJob.Result panel,
      OpenedPanel opened,
      Instant now,
      Progress progress) {}

  /**
   * @param champion the registry's row of the model that forecasts; empty where there is none yet
   */
  public record Result(Optional<Row> champion) {}

  /** Decides about every challenger that enough is known of. */
  public static Result run(Input input) {
    LocalDate asOf = input.panel().asOf();
    List<Row> models =
        new Registry(input.warehouse())
            .all(input.config().hash(), asOf).stream()
                .filter(ofTheseFeatures(input.config(), input.panel()))
                .toList();
    ChampionHistory history = ChampionHistory.of(input.warehouse(), input.config().hash());
    Optional<Row> champion = history.champion(asOf).flatMap(version -> find(models, version));
    if (input.config().training().promotion().policy() == Policy.NEWEST) {
      return new Result(newest(input, history, models, champion));
    }
    if (champion.isEmpty()) {
      return new Result(first(input, history, models));
    }
    Row reigning = champion.get();
    for (Row challenger : models) {
      boolean pending =
          day(challenger).isAfter(day(reigning)) && !history.isDecided(version(challenger));
      if (pending && windows(input, challenger) >= settings(input).windows()) {
        PromotionChecks.Verdict verdict = judge(input, challenger, reigning);
        history = decide(input, history, challenger, Optional.of(reigning), verdict);
        reigning = verdict.promoted() ? challenger : reigning;
      }
    }
    return new Result(Optional.of(reigning));
  }

  private static Optional<Row> first(Input input, ChampionHistory history, List<Row> models) {
    Optional<Row> newest = models.stream().reduce((older, newer) -> newer);
    newest.ifPresent(
        model ->
            decide(
                input,
                history,
                model,
                Optional.empty(),
                PromotionChecks.first(settings(input), OutOfFold.of(model))));
    return newest;
  }

  private static Optional<Row> newest(
      Input input, ChampionHistory history, List<Row> models, Optional<Row> champion) {
    Optional<Row> newest = models.stream().reduce((older, newer) -> newer);
    if (newest.isPresent()
        && !newest.map(PromotionJob::version).equals(champion.map(PromotionJob::version))) {
      decide(
          input,
          history,
          newest.get(),
          champion,
          new PromotionChecks.Verdict(
              true, "training.promotion.policy = newest", Map.of(), Map.of()));
    }
    return newest;
  }

  private static PromotionChecks.Verdict judge(Input input, Row challenger, Row champion) {
    ForecastConfig config = input.config();
    TrainingPlan plan = TrainingPlan.of(config, input.panel().plan());
    Registry registry = new Registry(input.warehouse());
    ShadowScores shadow =
        new ShadowForecasts(
                Scorer.of(registry.load(challenger), plan),
                Scorer.of(registry.load(champion), plan),
                plan.seasonalNaive(),
                origin(input, challenger),
                input.panel().origin(),
                config.horizon())
            .of(input.opened().sample(settings(input).sample(), RowSampler::draw));
    List<Double> levels = config.uncertainty().quantiles();
    return PromotionChecks.challenge(
        settings(input),
        OutOfFold.of(challenger),
        OutOfFold.of(champion),
        shadow,
        ChronoUnit.DAYS.between(day(champion), input.panel().asOf()),
        levels.get(levels.size() - 1) - levels.get(0));
  }

  private static ChampionHistory decide(
      Input input,
      ChampionHistory history,
      Row model,
      Optional<Row> champion,
      PromotionChecks.Verdict verdict) {
    input
        .progress()
        .note(
            "model %s is %s: %s"
                .formatted(
                    version(model),
                    verdict.promoted() ? "promoted" : "not promoted",
                    verdict.reason()));
    return history.append(
        new ChampionHistory.Entry(
            version(model),
            champion.map(PromotionJob::version),
            verdict.promoted(),
            verdict.reason(),
            verdict.figures(),
            verdict.thresholds(),
            input.panel().asOf(),
            Optional.of(input.panel().panelId())),
        input.now());
  }

  /** Periods with actuals that a model has not learned from. */
  private static int windows(Input input, Row model) {
    return input.panel().origin() - origin(input, model);
  }

  private static int origin(Input input, Row model) {
    return input.config().frequency().lastCompletePeriod(day(model), input.config().timeZone());
  }

  /** A model of another version of this software may ask for features that are no more. */
  static Predicate<Row> ofTheseFeatures(ForecastConfig config, AssembleJob.Result panel) {
    String hash = TrainingPlan.of(config, panel.plan()).rows().features().hash();
    return model -> hash.equals(model.getAs(Models.FEATURES_HASH));
  }

  private static PromotionSettings settings(Input input) {
    return input.config().training().promotion();
  }

  private static Optional<Row> find(List<Row> models, String version) {
    return models.stream().filter(row -> version(row).equals(version)).findFirst();
  }

  private static LocalDate day(Row model) {
    return model.<Date>getAs(Models.AS_OF).toLocalDate();
  }

  private static String version(Row model) {
    return model.getAs(Models.MODEL_VERSION);
  }
}
