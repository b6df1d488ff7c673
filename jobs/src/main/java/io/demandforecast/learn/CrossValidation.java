package io.demandforecast.learn;

import io.demandforecast.forecast.Fallback;
import io.demandforecast.forecast.Forecaster;
import io.demandforecast.metric.Rmsse;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.series.SeriesView;
import io.demandforecast.uncertainty.CalibratedQuantiles;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * Judges forecasters at rolling origins: each is asked at an origin, knowing what was known there,
 * and compared with the horizon that followed. A forecaster that was fitted was fitted for that
 * origin alone.
 */
public final class CrossValidation implements Serializable {
  private static final long serialVersionUID = 1L;
  private final Folds folds;
  private final int horizon;
  private final RowWeights weights;

  public CrossValidation(Folds folds, int horizon, RowWeights weights) {
    this.folds = folds;
    this.horizon = horizon;
    this.weights = weights;
  }

  /**
   * Errors by candidate and fold. Sums are taken over partitions in order: the same to the bit on
   * any cluster.
   *
   * @param forecasters by candidate, then by fold: what answers, with its fallbacks
   */
  public List<List<FoldScore>> scores(
      JavaRDD<PanelSeries> ordered, List<List<Fallback>> forecasters) {
    List<FoldScore[][]> partitions =
        ordered
            .mapPartitions(
                series -> Collections.singletonList(ofPartition(series, forecasters)).iterator())
            .collect();
    FoldScore[][] total = empty(forecasters.size());
    for (FoldScore[][] partition : partitions) {
      for (int candidate = 0; candidate < total.length; candidate++) {
        for (int fold = 0; fold < folds.count(); fold++) {
          total[candidate][fold].merge(partition[candidate][fold]);
        }
      }
    }
    List<List<FoldScore>> scores = new ArrayList<>();
    for (FoldScore[] ofCandidate : total) {
      scores.add(List.of(ofCandidate));
    }
    return scores;
  }

  /**
   * What became of one candidate's forecasts. Executors hand over whole numbers on a fixed grid:
   * bounded whatever the number of series, and the same in any order.
   *
   * @param forecasters by fold
   */
  public CalibratedQuantiles.Calibration outcomes(
      JavaRDD<PanelSeries> ordered, List<Fallback> forecasters, CalibrationSettings settings) {
    return ordered.treeAggregate(
        settings.calibration(),
        (seen, series) -> {
          addOutcomes(seen, series, forecasters, settings);
          return seen;
        },
        CalibratedQuantiles.Calibration::add);
  }

  private void addOutcomes(
      CalibratedQuantiles.Calibration seen,
      PanelSeries series,
      List<Fallback> forecasters,
      CalibrationSettings settings) {
    for (int fold = 0; fold < folds.count(); fold++) {
      int origin = folds.originOfFit(fold);
      if (series.history().firstPeriod() <= origin) {
        SeriesView known = series.history().until(origin);
        double[] forecast = forecasters.get(fold).forecast(known, horizon).forecast();
        double[] actuals = actuals(series, origin);
        seen.add(settings.pattern(known), forecast, actuals, series.history().id(), origin);
      }
    }
  }

  private FoldScore[][] ofPartition(
      Iterator<PanelSeries> series, List<List<Fallback>> forecasters) {
    FoldScore[][] scores = empty(forecasters.size());
    while (series.hasNext()) {
      PanelSeries one = series.next();
      for (int fold = 0; fold < folds.count(); fold++) {
        int origin = folds.originOfFit(fold);
        if (one.history().firstPeriod() > origin) {
          continue;
        }
        SeriesView known = one.history().until(origin);
        double[] actuals = actuals(one, origin);
        double scale = Rmsse.scale(known);
        double weight = weights.value(one, fold);
        for (int candidate = 0; candidate < scores.length; candidate++) {
          double[] forecast =
              forecasters.get(candidate).get(fold).forecast(known, horizon).forecast();
          scores[candidate][fold].add(actuals, forecast, scale, weight);
        }
      }
    }
    return scores;
  }

  /** What happened, by lead; NaN where nothing is known. */
  private double[] actuals(PanelSeries series, int origin) {
    double[] actuals = new double[horizon];
    for (int lead = 1; lead <= horizon; lead++) {
      actuals[lead - 1] = series.history().actual(origin + lead);
    }
    return actuals;
  }

  private FoldScore[][] empty(int candidates) {
    FoldScore[][] scores = new FoldScore[candidates][folds.count()];
    for (FoldScore[] ofCandidate : scores) {
      for (int fold = 0; fold < ofCandidate.length; fold++) {
        ofCandidate[fold] = new FoldScore();
      }
    }
    return scores;
  }

  /** A forecaster with what answers where it cannot. */
  public static Fallback withFallback(Forecaster forecaster, int minHistory, Forecaster second) {
    return new Fallback(
        List.of(new Fallback.Step(forecaster, minHistory), new Fallback.Step(second, 0)));
  }
}
