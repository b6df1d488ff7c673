package io.demandforecast.learn;

import io.demandforecast.config.TrainingSettings;
import io.demandforecast.config.TrainingSettings.TreeParameters;
import io.demandforecast.forecast.Fallback;
import io.demandforecast.forecast.TreeEnsemble;
import io.demandforecast.learn.TreeFits.Task;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.progress.Progress;
import io.demandforecast.uncertainty.CalibratedQuantiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Trains: fits every candidate at every rolling origin, judges them and the baselines out of fold,
 * takes the best, fits it once more with all that is known, and calibrates its quantiles by its
 * out-of-fold errors.
 */
public final class Trainer {
  private final SparkSession spark;
  private final TrainingPlan plan;
  private final Learner learner;
  private final Folds folds;

  public Trainer(SparkSession spark, TrainingPlan plan, Folds folds) {
    this.spark = spark;
    this.plan = plan;
    this.learner = Learner.of(plan.config().training());
    this.folds = folds;
  }

  /**
   * What came out.
   *
   * @param model to be stored
   * @param parameters of the trees that won or, where a baseline did, of the best trees; none where
   *     none was fitted
   * @param scores out-of-fold errors of candidates and their means, in the order tried
   * @param bias of the champion out of fold
   * @param trainingRows rows of the final fit
   * @param reference how its features are distributed; empty where no trees are used
   */
  public record Outcome(
      StoredModel model,
      List<TreeParameters> parameters,
      Map<String, List<FoldScore>> scores,
      OutOfFoldBias bias,
      long trainingRows,
      Optional<FeatureReference> reference) {}

  /**
   * Trains on a panel.
   *
   * @param ordered series in partitions and an order that do not depend on the cluster
   * @param grid parameters to try; one: nothing to search
   */
  public Outcome train(JavaRDD<PanelSeries> ordered, List<TreeParameters> grid, Progress progress) {
    TrainingSettings settings = plan.config().training();
    progress.stage("make training rows");
    FoldData data =
        FoldData.of(
            plan,
            folds,
            ordered,
            fit ->
                fit == folds.count()
                    ? settings.rows().maxRows()
                    : settings.rows().validationRows());
    TrainingRows rows = data.rows();
    JavaRDD<RowBlock> all = rows.of(ordered).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      TreeFits fits = new TreeFits(spark, learner, rows, plan.buckets(), settings.seed());
      return train(ordered, grid, all, data, fits, progress);
    } finally {
      all.unpersist();
    }
  }

  private Outcome train(
      JavaRDD<PanelSeries> ordered,
      List<TreeParameters> grid,
      JavaRDD<RowBlock> all,
      FoldData data,
      TreeFits fits,
      Progress progress) {
    progress.stage("cross-validate");
    Fitted fitted = fitted(ordered, grid, all, data, fits, progress);
    Judged judged = judged(ordered, data.validation(), fitted);
    Mixture champion = judged.champion();

    progress.stage("fit champion");
    List<Task> finals =
        parameters(champion).stream().map(one -> new Task(one, folds.count())).toList();
    long trainingRows = finals.isEmpty() ? 0 : finalRows(data.rows(), all);
    List<ModelMember> members = members(champion, folds.count(), fits.run(finals, all, done -> {}));

    progress.stage("calibrate");
    OutOfFoldBias bias = judged.bias();
    if (!bias.origins().isEmpty()) {
      progress.note(bias.line());
    }
    boolean corrected = plan.config().training().biasCorrection() && !bias.origins().isEmpty();
    BiasFactors none = BiasFactors.none(bias.buckets());
    CalibratedQuantiles quantiles =
        data.validation()
            .outcomes(
                ordered,
                byFold(champion, fitted.trees()),
                bias.levelled(
                    corrected ? bias.leftOut() : Collections.nCopies(folds.count(), none),
                    plan.config().uncertainty().minErrors()),
                plan.calibration())
            .quantiles();
    StoredModel model =
        new StoredModel(
            champion.name(),
            plan.rows().features().names(),
            plan.rows().offset().names(),
            plan.buckets(),
            members,
            corrected ? bias.factors() : none,
            quantiles);
    Optional<FeatureReference> reference =
        finals.isEmpty()
            ? Optional.empty()
            : Optional.of(ReferenceRows.of(plan, folds, ordered, data.rows(), all, trainingRows));
    return new Outcome(model, judged.parameters(), judged.told(), bias, trainingRows, reference);
  }

  /**
   * The trees of every candidate at every origin.
   *
   * @param grid the candidates, with the numbers of trees that they are to have
   */
  private record Fitted(List<TreeParameters> grid, Map<Task, List<TreeEnsemble>> trees) {}

  private Fitted fitted(
      JavaRDD<PanelSeries> ordered,
      List<TreeParameters> grid,
      JavaRDD<RowBlock> all,
      FoldData data,
      TreeFits fits,
      Progress progress) {
    List<Task> tasks = new ArrayList<>();
    for (TreeParameters parameters : grid) {
      for (int fold = 0; fold < folds.count(); fold++) {
        tasks.add(new Task(parameters, fold));
      }
    }
    Map<Task, List<TreeEnsemble>> whole =
        fits.run(
            tasks,
            all,
            done -> progress.note("%d of %d models fitted".formatted(done, tasks.size())));
    Map<TreeParameters, TreeParameters> stopped = stopped(ordered, grid, whole, data, progress);
    Map<Task, List<TreeEnsemble>> fitted = new LinkedHashMap<>();
    whole.forEach(
        (task, trees) -> {
          TreeParameters few = stopped.get(task.parameters());
          fitted.put(
              new Task(few, task.fit()),
              trees.stream().map(one -> one.first(few.trees())).toList());
        });
    return new Fitted(stopped.values().stream().distinct().toList(), fitted);
  }

  /**
   * What came of the candidates and their means.
   *
   * @param ranked all of them, the best first
   * @param champion the one to be used
   * @param scores out-of-fold errors by name, in the order tried
   * @param bias of the champion
   */
  private record Judged(
      List<Mixture> ranked,
      Mixture champion,
      Map<String, List<FoldScore>> scores,
      OutOfFoldBias bias) {

    /** Parameters of the trees in the best that has some. */
    List<TreeParameters> parameters() {
      return ranked.stream()
          .map(Trainer::parameters)
          .filter(ofTrees -> !ofTrees.isEmpty())
          .findFirst()
          .orElse(List.of());
    }

    /** The errors worth keeping: not those of every mean with a baseline that was tried. */
    Map<String, List<FoldScore>> told() {
      Map<String, List<FoldScore>> told = new LinkedHashMap<>(scores);
      ranked.stream()
          .filter(one -> !one.isSingle() && !one.mixesTreesAlone() && !one.equals(champion))
          .forEach(tried -> told.remove(tried.name()));
      return told;
    }
  }

  private Judged judged(JavaRDD<PanelSeries> ordered, CrossValidation validation, Fitted fitted) {
    List<Candidate> candidates = candidates(fitted.grid());
    List<Mixture> mixtures = Mixture.all(candidates, plan.config().training().combine());
    List<List<CrossValidation.Judgement>> judgements =
        validation.judgements(
            ordered,
            candidates.stream().map(one -> byFold(Mixture.of(one), fitted.trees())).toList(),
            mixtures.stream().map(one -> one.weights(candidates)).toList(),
            plan.calibration());
    Map<String, List<FoldScore>> scores = new LinkedHashMap<>();
    for (int i = 0; i < mixtures.size(); i++) {
      scores.put(
          mixtures.get(i).name(),
          judgements.get(i).stream().map(CrossValidation.Judgement::score).toList());
    }
    String metric = plan.config().training().validation().metric();
    List<Mixture> ranked = Ranking.of(mixtures, scores, metric);
    Mixture champion =
        Ranking.judges(scores, metric)
            ? ranked.get(0)
            // Nothing shows that anything would do better than what all is measured against.
            : Mixture.of(Candidate.baseline(plan.seasonalNaive().name()));
    int position = mixtures.indexOf(champion);
    List<BiasSums> sums =
        position < 0
            ? List.of()
            : judgements.get(position).stream().map(CrossValidation.Judgement::bias).toList();
    OutOfFoldBias bias = new OutOfFoldBias(plan.calibration().periods().buckets(), sums);
    return new Judged(ranked, champion, scores, bias);
  }

  /** Rows of the final fit. */
  private long finalRows(TrainingRows rows, JavaRDD<RowBlock> all) {
    long count = 0;
    for (int bucket = 0; bucket < plan.buckets().count(); bucket++) {
      count += rows.ofFit(spark, all, folds.count(), bucket).count();
    }
    return count;
  }

  private static List<TreeParameters> parameters(Mixture mixture) {
    return mixture.trees().stream().flatMap(one -> one.trees().stream()).toList();
  }

  /**
   * The grid with the numbers of trees that do best at the newest origin, where they are to be
   * chosen. All folds and the final fit then have as many.
   */
  private Map<TreeParameters, TreeParameters> stopped(
      JavaRDD<PanelSeries> ordered,
      List<TreeParameters> grid,
      Map<Task, List<TreeEnsemble>> fitted,
      FoldData data,
      Progress progress) {
    Map<TreeParameters, TreeParameters> stopped = new LinkedHashMap<>();
    grid.forEach(parameters -> stopped.put(parameters, parameters));
    if (!plan.config().training().earlyStopping() || folds.count() == 0) {
      return stopped;
    }
    List<TreeForecaster> newest =
        grid.stream()
            .map(
                parameters ->
                    new TreeForecaster(
                        learner.engine(),
                        plan.rows(),
                        parameters.target(),
                        plan.buckets(),
                        fitted.get(new Task(parameters, folds.count() - 1)),
                        plan.support()))
            .toList();
    List<Integer> trees = data.stopping().trees(ordered, newest);
    for (int i = 0; i < grid.size(); i++) {
      TreeParameters parameters = grid.get(i);
      // A fold without rows has no trees to judge.
      if (newest.get(i).trees() > 0) {
        stopped.put(parameters, parameters.withTrees(trees.get(i)));
        progress.note(
            "%s: %d trees do best at the newest origin"
                .formatted(Candidate.of(learner.engine(), parameters).name(), trees.get(i)));
      }
    }
    return stopped;
  }

  /** Trees of the grid, then the baselines. */
  private List<Candidate> candidates(List<TreeParameters> grid) {
    List<Candidate> candidates = new ArrayList<>();
    grid.forEach(parameters -> candidates.add(Candidate.of(learner.engine(), parameters)));
    plan.baselines().forEach(baseline -> candidates.add(Candidate.baseline(baseline.name())));
    return candidates;
  }

  /** What answers at each of the origins. */
  private List<Fallback> byFold(Mixture mixture, Map<Task, List<TreeEnsemble>> fitted) {
    List<Fallback> byFold = new ArrayList<>();
    for (int fold = 0; fold < folds.count(); fold++) {
      byFold.add(ModelForecaster.of(plan, mixture.name(), members(mixture, fold, fitted)));
    }
    return byFold;
  }

  private static List<ModelMember> members(
      Mixture mixture, int fit, Map<Task, List<TreeEnsemble>> fitted) {
    return mixture.shares().stream()
        .map(
            share ->
                new ModelMember(
                    share.candidate().name(),
                    share.weight(),
                    share.candidate().trees().map(TreeParameters::target),
                    share
                        .candidate()
                        .trees()
                        .map(parameters -> fitted.get(new Task(parameters, fit)))
                        .orElse(List.of())))
        .toList();
  }
}
