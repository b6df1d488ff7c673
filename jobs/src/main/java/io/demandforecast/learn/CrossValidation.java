package io.demandforecast.learn;

import io.demandforecast.forecast.Fallback;
import io.demandforecast.forecast.Forecaster;
import io.demandforecast.metric.Rmsse;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.series.SeriesView;
import io.demandforecast.uncertainty.CalibratedQuantiles;
import io.demandforecast.uncertainty.DemandClass;
import io.demandforecast.uncertainty.SeriesPattern;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
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
   * Errors by mixture and fold. Every candidate is asked once, however many mixtures it is part of.
   *
   * @param forecasters by candidate, then by fold: what answers, with its fallbacks
   * @param mixtures weights of the candidates, one set a mixture
   * @param settings demand class and buckets of leads that biases are told by
   */
  List<List<Judgement>> judgements(
      JavaRDD<PanelSeries> ordered,
      List<List<Fallback>> forecasters,
      List<double[]> mixtures,
      CalibrationSettings settings) {
    Judgement[][] total =
        PanelSums.of(
            ordered,
            series -> ofPartition(series, forecasters, mixtures, settings),
            empty(mixtures.size(), settings),
            Judgement::merge);
    return Arrays.stream(total).map(List::of).toList();
  }

  /**
   * What is said of a mixture at an origin.
   *
   * @param score its error
   * @param bias its sums by bucket of leads and demand class
   */
  record Judgement(FoldScore score, BiasSums bias) implements Serializable {

    void merge(Judgement other) {
      score.merge(other.score);
      bias.merge(other.bias);
    }
  }

  /**
   * What became of one candidate's forecasts. Executors hand over whole numbers on a fixed grid:
   * bounded whatever the number of series, and the same in any order.
   *
   * @param forecasters by fold
   * @param factors by fold: what the forecasts are multiplied by
   */
  public CalibratedQuantiles.Calibration outcomes(
      JavaRDD<PanelSeries> ordered,
      List<Fallback> forecasters,
      List<BiasFactors> factors,
      CalibrationSettings settings) {
    return ordered.treeAggregate(
        settings.calibration(),
        (seen, series) -> {
          addOutcomes(seen, series, forecasters, factors, settings);
          return seen;
        },
        CalibratedQuantiles.Calibration::add);
  }

  private void addOutcomes(
      CalibratedQuantiles.Calibration seen,
      PanelSeries series,
      List<Fallback> forecasters,
      List<BiasFactors> factors,
      CalibrationSettings settings) {
    for (int fold = 0; fold < folds.count(); fold++) {
      int origin = folds.originOfFit(fold);
      if (series.history().firstPeriod() <= origin) {
        SeriesView known = series.history().until(origin);
        SeriesPattern pattern = settings.pattern(known);
        double[] forecast =
            factors
                .get(fold)
                .applied(
                    pattern.demandClass(),
                    forecasters.get(fold).forecast(known, horizon).forecast());
        double[] actuals = actuals(series, origin, horizon);
        seen.add(pattern, forecast, actuals, series.history().id(), origin);
      }
    }
  }

  private Judgement[][] ofPartition(
      Iterator<PanelSeries> series,
      List<List<Fallback>> forecasters,
      List<double[]> mixtures,
      CalibrationSettings settings) {
    Judgement[][] judged = empty(mixtures.size(), settings);
    while (series.hasNext()) {
      PanelSeries one = series.next();
      for (int fold = 0; fold < folds.count(); fold++) {
        int origin = folds.originOfFit(fold);
        if (one.history().firstPeriod() > origin) {
          continue;
        }
        SeriesView known = one.history().until(origin);
        double[] actuals = actuals(one, origin, horizon);
        double scale = Rmsse.scale(known);
        double weight = weights.value(one, fold);
        DemandClass demandClass = settings.pattern(known).demandClass();
        List<Fallback.Answer> answers = answers(forecasters, fold, known);
        for (int mixture = 0; mixture < judged.length; mixture++) {
          double[] forecast = mixed(mixtures.get(mixture), answers, known);
          judged[mixture][fold].score().add(actuals, forecast, scale, weight);
          judged[mixture][fold].bias().add(demandClass, actuals, forecast);
        }
      }
    }
    return judged;
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
  static double[] actuals(PanelSeries series, int origin, int horizon) {
    double[] actuals = new double[horizon];
    for (int lead = 1; lead <= horizon; lead++) {
      actuals[lead - 1] = series.history().actual(origin + lead);
    }
    return actuals;
  }

  private Judgement[][] empty(int mixtures, CalibrationSettings settings) {
    Judgement[][] judged = new Judgement[mixtures][folds.count()];
    for (Judgement[] ofMixture : judged) {
      for (int fold = 0; fold < ofMixture.length; fold++) {
        ofMixture[fold] =
            new Judgement(new FoldScore(), new BiasSums(settings.periods().buckets()));
      }
    }
    return judged;
  }
}
