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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
   * @param trainingRows rows of the final fit
   */
  public record Outcome(
      StoredModel model,
      List<TreeParameters> parameters,
      Map<String, List<FoldScore>> scores,
      long trainingRows) {}

  /**
   * Trains on a panel.
   *
   * @param ordered series in partitions and an order that do not depend on the cluster
   * @param grid parameters to try; one: nothing to search
   */
  public Outcome train(JavaRDD<PanelSeries> ordered, List<TreeParameters> grid, Progress progress) {
    TrainingSettings settings = plan.config().training();
    progress.stage("make training rows");
    PanelStatistics statistics =
        PanelStatistics.of(
            ordered, folds, settings.rows().maxAge(), plan.valueWindow(), plan.valueCovariate());
    RowWeights weights =
        new RowWeights(
            settings.weight(), folds, plan.valueWindow(), plan.valueCovariate(), statistics);
    TrainingRows rows =
        new TrainingRows(
            plan.rows(),
            plan.buckets(),
            new RowSampler(settings.seed(), plan.buckets()),
            folds,
            settings.rows().maxAge(),
            shares(statistics),
            weights);
    JavaRDD<RowBlock> all = rows.of(ordered).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      TreeFits fits = new TreeFits(spark, learner, rows, plan.buckets(), settings.seed());
      CrossValidation validation =
          new CrossValidation(folds, plan.config().horizon(), weights, plan.seasonalNaive());
      return train(ordered, grid, all, rows, fits, validation, progress);
    } finally {
      all.unpersist();
    }
  }

  private Outcome train(
      JavaRDD<PanelSeries> ordered,
      List<TreeParameters> grid,
      JavaRDD<RowBlock> all,
      TrainingRows rows,
      TreeFits fits,
      CrossValidation validation,
      Progress progress) {
    List<Task> tasks = new ArrayList<>();
    for (TreeParameters parameters : grid) {
      for (int fold = 0; fold < folds.count(); fold++) {
        tasks.add(new Task(parameters, fold));
      }
    }
    progress.stage("cross-validate");
    Map<Task, List<TreeEnsemble>> fitted =
        fits.run(
            tasks,
            all,
            done -> progress.note("%d of %d models fitted".formatted(done, tasks.size())));
    List<Candidate> candidates = candidates(grid);
    List<Mixture> mixtures = Mixture.all(candidates, plan.config().training().combine());
    List<List<FoldScore>> scores =
        validation.scores(
            ordered,
            candidates.stream().map(one -> byFold(Mixture.of(one), fitted)).toList(),
            mixtures.stream().map(one -> one.weights(candidates)).toList());
    Map<String, List<FoldScore>> byName = new LinkedHashMap<>();
    for (int i = 0; i < mixtures.size(); i++) {
      byName.put(mixtures.get(i).name(), scores.get(i));
    }
    String metric = plan.config().training().validation().metric();
    List<Mixture> ranked = Ranking.of(mixtures, byName, metric);
    Mixture champion =
        Ranking.judges(byName, metric)
            ? ranked.get(0)
            // Nothing shows that anything would do better than what all is measured against.
            : Mixture.of(Candidate.baseline(plan.seasonalNaive().name()));
    List<TreeParameters> parameters =
        ranked.stream()
            .map(Trainer::parameters)
            .filter(ofTrees -> !ofTrees.isEmpty())
            .findFirst()
            .orElse(List.of());

    progress.stage("fit champion");
    List<Task> finals =
        parameters(champion).stream().map(one -> new Task(one, folds.count())).toList();
    long trainingRows = 0;
    if (!finals.isEmpty()) {
      for (int bucket = 0; bucket < plan.buckets().count(); bucket++) {
        trainingRows += rows.ofFit(spark, all, folds.count(), bucket).count();
      }
    }
    List<ModelMember> members = members(champion, folds.count(), fits.run(finals, all, done -> {}));
    progress.stage("calibrate");
    CalibratedQuantiles quantiles =
        validation.outcomes(ordered, byFold(champion, fitted), plan.calibration()).quantiles();
    StoredModel model =
        new StoredModel(
            champion.name(),
            plan.rows().features().names(),
            plan.rows().offset().names(),
            plan.buckets(),
            members,
            quantiles);
    mixtures.stream()
        .filter(one -> !one.isSingle() && !one.mixesTreesAlone() && !one.equals(champion))
        .forEach(tried -> byName.remove(tried.name()));
    return new Outcome(model, parameters, byName, trainingRows);
  }

  private static List<TreeParameters> parameters(Mixture mixture) {
    return mixture.trees().stream().flatMap(one -> one.trees().stream()).toList();
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

  private double[] shares(PanelStatistics statistics) {
    double[] shares = new double[folds.count() + 1];
    for (int fit = 0; fit < shares.length; fit++) {
      shares[fit] =
          statistics.share(
              fit,
              fit == folds.count()
                  ? plan.config().training().rows().maxRows()
                  : plan.config().training().rows().validationRows());
    }
    return shares;
  }
}
