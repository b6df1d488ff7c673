package io.demandforecast.learn;

import io.demandforecast.config.TrainingSettings;
import io.demandforecast.config.TrainingSettings.TreeParameters;
import io.demandforecast.forecast.Fallback;
import io.demandforecast.forecast.Forecaster;
import io.demandforecast.forecast.LeadBuckets;
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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
   * @param parameters of the trees that won or, where a baseline did, of the best trees; empty
   *     where none was fitted
   * @param scores out-of-fold errors by candidate, in the order tried
   * @param trainingRows rows of the final fit
   */
  public record Outcome(
      StoredModel model,
      Optional<TreeParameters> parameters,
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
    Dataset<Row> all = rows.of(spark, ordered).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      TreeFits fits = new TreeFits(learner, rows, plan.buckets(), settings.seed());
      CrossValidation validation = new CrossValidation(folds, plan.config().horizon(), weights);
      return train(ordered, grid, all, rows, fits, validation, progress);
    } finally {
      all.unpersist();
    }
  }

  private Outcome train(
      JavaRDD<PanelSeries> ordered,
      List<TreeParameters> grid,
      Dataset<Row> all,
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
    Map<Candidate, List<Fallback>> candidates = candidates(grid, fitted);
    List<List<FoldScore>> scores = validation.scores(ordered, List.copyOf(candidates.values()));
    Map<String, List<FoldScore>> byName = new LinkedHashMap<>();
    int at = 0;
    for (Candidate candidate : candidates.keySet()) {
      byName.put(candidate.name(), scores.get(at++));
    }
    String metric = plan.config().training().validation().metric();
    List<Candidate> ranked = Ranking.of(List.copyOf(candidates.keySet()), byName, metric);
    Candidate champion =
        Ranking.judges(byName, metric)
            ? ranked.get(0)
            // Nothing shows that anything would do better than what all is measured against.
            : Candidate.baseline(plan.seasonalNaive().name());
    Optional<TreeParameters> parameters =
        ranked.stream().flatMap(candidate -> candidate.trees().stream()).findFirst();

    progress.stage("fit champion");
    List<TreeEnsemble> ensembles = List.of();
    long trainingRows = 0;
    if (champion.trees().isPresent()) {
      int finalFit = folds.count();
      for (int bucket = 0; bucket < plan.buckets().count(); bucket++) {
        trainingRows += rows.ofFit(all, finalFit, bucket).count();
      }
      Task task = new Task(champion.trees().get(), finalFit);
      ensembles = fits.run(List.of(task), all, done -> {}).get(task);
    }
    progress.stage("calibrate");
    CalibratedQuantiles quantiles =
        validation
            .outcomes(
                ordered,
                candidates.getOrDefault(champion, alike(Fallback.of(plan.seasonalNaive()))),
                plan.calibration())
            .quantiles();
    StoredModel model =
        new StoredModel(
            champion.name(),
            plan.rows().features().names(),
            plan.rows().offset().names(),
            plan.buckets(),
            ensembles,
            quantiles);
    return new Outcome(model, parameters, byName, trainingRows);
  }

  /** All that is judged, by fold: trees of the grid, then the baselines. */
  private Map<Candidate, List<Fallback>> candidates(
      List<TreeParameters> grid, Map<Task, List<TreeEnsemble>> fitted) {
    Map<Candidate, List<Fallback>> candidates = new LinkedHashMap<>();
    int minHistory = plan.config().training().minHistory();
    for (TreeParameters parameters : grid) {
      Candidate candidate = Candidate.of(learner.engine(), parameters);
      List<Fallback> byFold = new ArrayList<>();
      for (int fold = 0; fold < folds.count(); fold++) {
        byFold.add(
            CrossValidation.withFallback(
                trees(candidate.name(), plan.buckets(), fitted.get(new Task(parameters, fold))),
                minHistory,
                plan.seasonalNaive()));
      }
      candidates.put(candidate, byFold);
    }
    for (Forecaster baseline : plan.baselines()) {
      candidates.put(Candidate.baseline(baseline.name()), alike(Fallback.of(baseline)));
    }
    return candidates;
  }

  /** The same answer at every fold: of what learns nothing. */
  private List<Fallback> alike(Fallback answer) {
    return Collections.nCopies(folds.count(), answer);
  }

  private Forecaster trees(String name, LeadBuckets buckets, List<TreeEnsemble> ensembles) {
    return new TreeForecaster(name, plan.rows(), buckets, ensembles, plan.support());
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
