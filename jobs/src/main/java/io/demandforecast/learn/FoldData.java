package io.demandforecast.learn;

import io.demandforecast.config.TrainingSettings;
import io.demandforecast.panel.PanelSeries;
import java.util.function.IntToLongFunction;
import org.apache.spark.api.java.JavaRDD;

/**
 * What fits at some origins learn from, and what judges them there.
 *
 * @param rows how rows are drawn and weighed
 * @param validation judges forecasts at the origins
 * @param stopping judges numbers of trees at the newest of them
 */
public record FoldData(TrainingRows rows, CrossValidation validation, EarlyStopping stopping) {

  /**
   * Goes over the panel once, for its statistics.
   *
   * @param maxRows rows of each fit at most
   */
  public static FoldData of(
      TrainingPlan plan, Folds folds, JavaRDD<PanelSeries> ordered, IntToLongFunction maxRows) {
    TrainingSettings settings = plan.config().training();
    int maxAge = settings.rows().maxAge();
    PanelStatistics statistics =
        PanelStatistics.of(ordered, folds, maxAge, plan.valueWindow(), plan.valueCovariate());
    double[] shares = new double[folds.count() + 1];
    for (int fit = 0; fit < shares.length; fit++) {
      shares[fit] = statistics.share(fit, maxRows.applyAsLong(fit));
    }
    RowWeights weights =
        new RowWeights(
            settings.weight(), folds, plan.valueWindow(), plan.valueCovariate(), statistics);
    return new FoldData(
        new TrainingRows(
            plan.rows(),
            plan.buckets(),
            new RowSampler(settings.seed(), plan.buckets()),
            folds,
            maxAge,
            shares,
            weights),
        new CrossValidation(folds, plan.config().horizon(), weights, plan.seasonalNaive()),
        new EarlyStopping(
            folds,
            weights,
            plan.config().horizon(),
            settings.minHistory(),
            settings.validation().metric()));
  }
}
