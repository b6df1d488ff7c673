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
  private final Fallback instead;

  /**
   * @param instead what answers where a member of a mixture cannot
   */
  public CrossValidation(Folds folds, int horizon, RowWeights weights, Forecaster instead) {
    this.instead = Fallback.of(instead);
    this.folds = folds;
    this.horizon = horizon;
    this.weights = weights;
  }

  /**
   * Errors by mixture and fold. Sums are taken over partitions in order: the same to the bit on any
   * cluster. Every candidate is asked once, however many mixtures it is part of.
   *
   * @param forecasters by candidate, then by fold: what answers, with its fallbacks
   * @param mixtures weights of the candidates, one set a mixture
   */
  List<List<FoldScore>> scores(
      JavaRDD<PanelSeries> ordered, List<List<Fallback>> forecasters, List<double[]> mixtures) {
    List<FoldScore[][]> partitions =
        ordered
            .mapPartitions(
                series ->
                    Collections.singletonList(ofPartition(series, forecasters, mixtures))
                        .iterator())
            .collect();
    FoldScore[][] total = empty(mixtures.size());
    for (FoldScore[][] partition : partitions) {
      for (int mixture = 0; mixture < total.length; mixture++) {
        for (int fold = 0; fold < folds.count(); fold++) {
          total[mixture][fold].merge(partition[mixture][fold]);
        }
      }
    }
    List<List<FoldScore>> scores = new ArrayList<>();
    for (FoldScore[] ofMixture : total) {
      scores.add(List.of(ofMixture));
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
      Iterator<PanelSeries> series, List<List<Fallback>> forecasters, List<double[]> mixtures) {
    FoldScore[][] scores = empty(mixtures.size());
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
        List<Fallback.Answer> answers = answers(forecasters, fold, known);
        for (int mixture = 0; mixture < scores.length; mixture++) {
          double[] forecast = mixed(mixtures.get(mixture), answers, known);
          scores[mixture][fold].add(actuals, forecast, scale, weight);
        }
      }
    }
    return scores;
  }

  private List<Fallback.Answer> answers(
      List<List<Fallback>> forecasters, int fold, SeriesView known) {
    List<Fallback.Answer> answers = new ArrayList<>();
    for (List<Fallback> ofCandidate : forecasters) {
      answers.add(ofCandidate.get(fold).forecast(known, horizon));
    }
    return answers;
  }

  /** As {@link ModelForecaster} has it: where a member does not answer, none of them does. */
  private double[] mixed(double[] weights, List<Fallback.Answer> answers, SeriesView known) {
    double[] mean = new double[horizon];
    for (int member = 0; member < weights.length; member++) {
      if (weights[member] == 1) {
        return answers.get(member).forecast();
      }
      if (weights[member] > 0) {
        if (!answers.get(member).reason().isEmpty()) {
          return instead.forecast(known, horizon).forecast();
        }
        double[] forecast = answers.get(member).forecast();
        for (int i = 0; i < horizon; i++) {
          mean[i] += weights[member] * forecast[i];
        }
      }
    }
    return mean;
  }

  /** What happened, by lead; NaN where nothing is known. */
  private double[] actuals(PanelSeries series, int origin) {
    double[] actuals = new double[horizon];
    for (int lead = 1; lead <= horizon; lead++) {
      actuals[lead - 1] = series.history().actual(origin + lead);
    }
    return actuals;
  }

  private FoldScore[][] empty(int mixtures) {
    FoldScore[][] scores = new FoldScore[mixtures][folds.count()];
    for (FoldScore[] ofMixture : scores) {
      for (int fold = 0; fold < ofMixture.length; fold++) {
        ofMixture[fold] = new FoldScore();
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
