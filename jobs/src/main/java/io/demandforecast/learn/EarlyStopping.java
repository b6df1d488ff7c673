package io.demandforecast.learn;

import io.demandforecast.metric.Rmsse;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.series.SeriesView;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;

/**
 * How many of its trees a boosted ensemble should have: the number with the least error on the
 * horizon after the newest rolling origin. Boosting adds trees and changes none, so that one pass
 * over the forecasts of the fold's trees judges every number; and it is the future that decides,
 * not rows left out at random, beside which near equals were learned from.
 *
 * @param folds origins, of which the newest is judged at
 * @param weights of series in the mean error
 * @param horizon periods judged
 * @param minHistory periods with a value that a series needs for its trees to be asked
 * @param metric figure that is to be least
 */
record EarlyStopping(Folds folds, RowWeights weights, int horizon, int minHistory, String metric)
    implements Serializable {

  /**
   * The number of trees by candidate; of equals the least. All trees where nothing can be judged.
   *
   * @param candidates trees of the newest fold
   */
  List<Integer> trees(JavaRDD<PanelSeries> ordered, List<TreeForecaster> candidates) {
    FoldScore[][] total =
        PanelSums.of(
            ordered,
            series -> ofPartition(series, candidates),
            empty(candidates),
            FoldScore::merge);
    List<Integer> trees = new ArrayList<>();
    for (FoldScore[] byTrees : total) {
      trees.add(best(Arrays.stream(byTrees).mapToDouble(score -> score.of(metric)).toArray()));
    }
    return trees;
  }

  private static int best(double[] errors) {
    return 1
        + IntStream.range(0, errors.length)
            .filter(tree -> !Double.isNaN(errors[tree]))
            .reduce((least, tree) -> errors[tree] < errors[least] ? tree : least)
            .orElse(errors.length - 1);
  }

  private FoldScore[][] ofPartition(Iterator<PanelSeries> series, List<TreeForecaster> candidates) {
    FoldScore[][] scores = empty(candidates);
    int newest = folds.count() - 1;
    int origin = folds.originOfFit(newest);
    while (series.hasNext()) {
      PanelSeries one = series.next();
      if (one.history().firstPeriod() > origin) {
        continue;
      }
      SeriesView known = one.history().until(origin);
      if (known.count(known.length(), 0) < minHistory) {
        // A fallback answers, whatever the trees.
        continue;
      }
      double[] actuals = CrossValidation.actuals(one, origin, horizon);
      double scale = Rmsse.scale(known);
      double weight = weights.value(one, newest);
      for (int candidate = 0; candidate < scores.length; candidate++) {
        double[][] forecasts = candidates.get(candidate).forecastEach(known, horizon);
        if (Arrays.stream(forecasts).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
          for (int tree = 0; tree < forecasts.length; tree++) {
            scores[candidate][tree].add(actuals, forecasts[tree], scale, weight);
          }
        }
      }
    }
    return scores;
  }

  private static FoldScore[][] empty(List<TreeForecaster> candidates) {
    return candidates.stream()
        .map(
            candidate ->
                IntStream.range(0, candidate.trees())
                    .mapToObj(tree -> new FoldScore())
                    .toArray(FoldScore[]::new))
        .toArray(FoldScore[][]::new);
  }
}
