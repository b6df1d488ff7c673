package io.demandforecast.job;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.learn.FoldScore;
import io.demandforecast.learn.Folds;
import io.demandforecast.learn.Learner;
import io.demandforecast.learn.ModelMember;
import io.demandforecast.learn.Registry;
import io.demandforecast.learn.Trainer;
import io.demandforecast.learn.TrainingPlan;
import io.demandforecast.panel.OrderedPanel;
import io.demandforecast.panel.PanelReader;
import io.demandforecast.progress.Progress;
import io.demandforecast.table.Models;
import io.demandforecast.table.Panel;
import io.demandforecast.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * Trains a model by rolling-origin cross-validation and registers it.
 *
 * <p>Reads panel, models. Writes models and the model's file. Key: model_version, of panel and
 * configuration. Run again on the same panel it finds the model and changes nothing. Fails where a
 * feature or baseline does not exist.
 */
public final class TrainJob {
  private TrainJob() {}

  /**
   * @param codeVersion of this software, for the record
   */
  public record Input(
      Warehouse warehouse,
      ForecastConfig config,
      AssembleJob.Result panel,
      String codeVersion,
      Progress progress) {}

  /**
   * @param model the registry's row
   */
  public record Result(String modelVersion, Row model) {}

  /** Trains, or finds the model trained. */
  public static Result run(Input input) {
    TrainingPlan plan = TrainingPlan.of(input.config(), input.panel().plan());
    Registry registry = new Registry(input.warehouse());
    String version = version(input);
    Optional<Row> found = registry.find(version);
    if (found.isPresent()) {
      return new Result(version, found.get());
    }
    long started = System.nanoTime();
    ForecastConfig config = input.config();
    SparkSession spark = input.warehouse().spark();
    Learner.require(spark, config.training());
    Folds folds =
        Folds.of(
            config.training().validation(),
            config.horizon(),
            input.panel().firstPeriod(),
            input.panel().origin());
    String searchHash = AssembleJob.digest(plan.searchIdentity());
    try (OrderedPanel ordered =
        new PanelReader(config, input.panel().plan())
            .ordered(input.warehouse().read(Panel.definition()), config.training().partitions())) {
      Search search =
          Search.of(
              spark,
              plan,
              folds,
              () -> registry.newestOfSearch(searchHash, input.panel().asOf()),
              ordered.series(),
              input.progress());
      TrainingPlan searched = TrainingPlan.of(config.with(search.settings()), input.panel().plan());
      Trainer.Outcome outcome =
          new Trainer(spark, searched, folds)
              .train(ordered.series(), search.grid(), input.progress());
      String checksum = registry.store(version, outcome.model());
      outcome.reference().ifPresent(reference -> registry.store(version, reference));
      Row row =
          RowFactory.create(
              version,
              java.sql.Date.valueOf(input.panel().asOf()),
              outcome.model().champion(),
              search.settings().engine(),
              ParametersJson.of(outcome.parameters()),
              outcome.model().features().toArray(),
              plan.rows().features().hash(),
              config.hash(),
              searchHash,
              Map.of("loads", input.panel().knowledge().highWater()),
              input.panel().panelId(),
              validation(outcome.scores(), folds, config).toArray(),
              importances(outcome),
              config.training().seed(),
              outcome.trainingRows(),
              (System.nanoTime() - started) / 1e9,
              input.codeVersion(),
              Registry.folder(version),
              checksum,
              search.reason().orElse(null),
              bias(outcome, config).toArray(),
              search.of().orElse(null));
      registry.add(row);
      return new Result(version, registry.find(version).orElseThrow());
    }
  }

  private static String version(Input input) {
    return "m-"
        + input.panel().asOf()
        + "-"
        + AssembleJob.digest(
            List.of(input.panel().panelId(), input.config().hash(), input.codeVersion()));
  }

  private static List<Row> validation(
      Map<String, List<FoldScore>> scores, Folds folds, ForecastConfig config) {
    List<Row> rows = new ArrayList<>();
    scores.forEach(
        (candidate, byFold) -> {
          for (int fold = 0; fold < byFold.size(); fold++) {
            FoldScore score = byFold.get(fold);
            rows.add(
                RowFactory.create(
                    candidate,
                    java.sql.Date.valueOf(config.frequency().date(folds.originOfFit(fold))),
                    score.rmsse(),
                    score.wape(),
                    score.bias()));
          }
        });
    return rows;
  }

  private static List<Row> bias(Trainer.Outcome outcome, ForecastConfig config) {
    return outcome.bias().cells().stream()
        .map(
            cell ->
                RowFactory.create(
                    cell.leads(),
                    cell.demandClass().name().toLowerCase(Locale.ROOT),
                    cell.rows(),
                    cell.bias(),
                    cell.left(),
                    config.training().biasCorrection() ? cell.factor() : null))
        .toList();
  }

  private static Map<String, Double> importances(Trainer.Outcome outcome) {
    Map<String, Double> byName = new LinkedHashMap<>();
    for (ModelMember member : outcome.model().members()) {
      if (member.hasTrees()) {
        double[] shares = member.ensembles().get(0).importances();
        for (int i = 0; i < shares.length; i++) {
          byName.merge(outcome.model().features().get(i), member.weight() * shares[i], Double::sum);
        }
      }
    }
    double all = byName.values().stream().mapToDouble(Double::doubleValue).sum();
    if (all > 0) {
      byName.replaceAll((feature, share) -> share / all);
    }
    return byName;
  }

  /** Why the engine of a registered model was taken, where a trial chose it. */
  public static Optional<String> engineChoice(Row model) {
    // A registry of an older version has no such column.
    return List.of(model.schema().fieldNames()).contains(Models.ENGINE_CHOICE)
        ? Optional.ofNullable(model.getAs(Models.ENGINE_CHOICE))
        : Optional.empty();
  }

  /** Mean out-of-fold error of each candidate of a registered model, in the order tried. */
  public static Map<String, Double> errors(Row model, String metric) {
    Map<String, List<Double>> byCandidate = new LinkedHashMap<>();
    for (Row entry : model.<Row>getList(model.fieldIndex(Models.CROSS_VALIDATION))) {
      byCandidate
          .computeIfAbsent(entry.getAs("candidate"), c -> new ArrayList<>())
          .add(entry.getAs(metric));
    }
    Map<String, Double> errors = new LinkedHashMap<>();
    byCandidate.forEach(
        (candidate, values) ->
            errors.put(
                candidate,
                values.stream()
                    .mapToDouble(Double::doubleValue)
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(Double.NaN)));
    return errors;
  }
}
