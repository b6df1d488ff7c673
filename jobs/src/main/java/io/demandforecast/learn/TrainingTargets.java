package io.demandforecast.learn;

import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.series.SeriesHistory;
import java.io.Serializable;

/**
 * Which targets of a series, at which leads, are rows: the sampled share of the periods with an
 * actual, each with one lead a bucket whose origin the series had begun at.
 *
 * @param sampler the rule
 * @param buckets buckets of leads
 * @param folds origins of the fits; rows of all of them are named
 * @param maxAge periods before an origin that targets may lie in; 0: any
 * @param share sampled share of the targets
 */
public record TrainingTargets(
    RowSampler sampler, LeadBuckets buckets, Folds folds, int maxAge, double share)
    implements Serializable {

  /** Told of each row. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * @param target target period
     * @param lead periods from the origin to it
     * @param bucket bucket of the lead
     * @param draw number in [0, 1) that decided that it is a row
     */
    void row(int target, int lead, int bucket, double draw);
  }

  /** Names the rows of a series in the order of their targets. */
  public void forEach(SeriesHistory history, Visitor visitor) {
    long number = RowSampler.number(history.id());
    int first = history.firstPeriod();
    int from = Math.max(first + 1, PanelStatistics.oldest(folds.originOfFit(0), maxAge));
    for (int target = from; target <= folds.finalOrigin(); target++) {
      double draw = sampler.draw(number, target);
      if (draw >= share || Double.isNaN(history.actual(target))) {
        continue;
      }
      for (int bucket = 0; bucket < buckets.count(); bucket++) {
        int lead = sampler.lead(number, target, bucket);
        if (target - lead >= first) {
          visitor.row(target, lead, bucket, draw);
        }
      }
    }
  }
}
