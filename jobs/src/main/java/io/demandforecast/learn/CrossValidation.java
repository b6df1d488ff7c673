package io.demandforecast.learn;

import io.demandforecast.forecast.Fallback;
import io.demandforecast.forecast.Forecaster;
import io.demandforecast.metric.Rmsse;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.series.SeriesView;
import io.demandforecast.uncertainty.DemandClass;
import io.demandforecast.uncertainty.Pool;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

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
   * Scaled out-of-fold errors, {@code (actual - forecast) / scale}, of one candidate, by pool.
   *
   * @param forecasters by fold
   */
  public JavaPairRDD<Pool, Double> errors(
      JavaRDD<PanelSeries> ordered, List<Fallback> forecasters, CalibrationSettings settings) {
    return ordered.flatMapToPair(series -> errors(series, forecasters, settings).iterator());
  }

  private List<Tuple2<Pool, Double>> errors(
      PanelSeries series, List<Fallback> forecasters, CalibrationSettings settings) {
    List<Tuple2<Pool, Double>> errors = new ArrayList<>();
    for (int fold = 0; fold < folds.count(); fold++) {
      int origin = folds.originOfFit(fold);
      if (series.history().firstPeriod() <= origin) {
        SeriesView known = series.history().until(origin);
        double[] forecast = forecasters.get(fold).forecast(known, horizon).forecast();
        double scale = settings.rows().scale(known);
        DemandClass demandClass = DemandClass.of(known, settings.classWindow());
        for (int lead = 1; lead <= horizon; lead++) {
          double actual = series.history().actual(origin + lead);
          if (!Double.isNaN(actual)) {
            errors.add(
                new Tuple2<>(
                    new Pool(settings.conformal().buckets().of(lead), demandClass),
                    (actual - forecast[lead - 1]) / scale));
          }
        }
      }
    }
    return errors;
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
        double[] actuals = new double[horizon];
        for (int lead = 1; lead <= horizon; lead++) {
          actuals[lead - 1] = one.history().actual(origin + lead);
        }
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
