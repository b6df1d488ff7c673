package io.demandforecast.job;

import io.demandforecast.forecast.Forecaster;
import io.demandforecast.job.ShadowScores.Who;
import io.demandforecast.learn.Scorer;
import io.demandforecast.panel.PanelSeries;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * Forecasts that two models would have published from each origin since both were trained, scored
 * with what happened: neither has learned from an actual that it is judged by.
 *
 * @param first the first origin: the last period that either model learned from
 * @param last the last period with actuals
 * @param horizon longest lead
 */
record ShadowForecasts(
    Scorer challenger, Scorer champion, Forecaster seasonalNaive, int first, int last, int horizon)
    implements Serializable {

  /** Scores series: of each partition on its own, then of partitions in their order. */
  ShadowScores of(JavaRDD<PanelSeries> series) {
    List<ShadowScores> partitions =
        series.mapPartitions(some -> List.of(ofPartition(some)).iterator()).collect();
    ShadowScores total = new ShadowScores(last - first);
    partitions.forEach(total::plus);
    return total;
  }

  private ShadowScores ofPartition(Iterator<PanelSeries> series) {
    ShadowScores scores = new ShadowScores(last - first);
    while (series.hasNext()) {
      PanelSeries one = series.next();
      int known = last - one.stalePeriods();
      for (int origin = Math.max(first, one.history().firstPeriod()); origin < known; origin++) {
        add(scores, one, origin, Math.min(horizon, known - origin));
      }
    }
    return scores;
  }

  private void add(ShadowScores scores, PanelSeries series, int origin, int leads) {
    double[] naive = seasonalNaive.forecast(series.history().until(origin), leads);
    for (double one : naive) {
      if (!Double.isFinite(one)) {
        return;
      }
    }
    List<Scorer.Point> ofChallenger = challenger.forecastAt(series, origin, leads).points();
    List<Scorer.Point> ofChampion = champion.forecastAt(series, origin, leads).points();
    for (int i = 0; i < ofChallenger.size(); i++) {
      int lead = ofChallenger.get(i).lead();
      double actual = series.history().actual(origin + lead);
      if (!Double.isNaN(actual)) {
        int period = origin + lead - first - 1;
        scores.happened(actual);
        scores.forecast(Who.SEASONAL_NAIVE, period, actual, naive[lead - 1]);
        add(scores, Who.CHALLENGER, period, actual, ofChallenger.get(i));
        add(scores, Who.CHAMPION, period, actual, ofChampion.get(i));
      }
    }
  }

  private static void add(
      ShadowScores scores, Who who, int period, double actual, Scorer.Point point) {
    scores.forecast(who, period, actual, point.mean());
    List<Double> quantiles = point.quantiles();
    if (quantiles.size() > 1) {
      scores.range(who, actual, quantiles.get(0), quantiles.get(quantiles.size() - 1));
    }
  }
}
