package io.demandforecast.learn;

import io.demandforecast.panel.PanelSeries;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * What has to be known of a whole panel before its rows are weighed and sampled. Sums are taken
 * over partitions in their order, so that they are the same to the bit wherever the partitions lie.
 *
 * @param series number of series
 * @param targets periods with an actual that may become rows, by fit
 * @param value mean recent value of a series, by fit
 */
@SuppressWarnings("ArrayRecordComponent") // Made once, read only.
public record PanelStatistics(long series, long[] targets, double[] value) implements Serializable {

  /**
   * @param ordered series in partitions that do not depend on the cluster
   * @param window periods that the recent value is summed over
   * @param valueCovariate position of the value covariate, -1 for none
   */
  public static PanelStatistics of(
      JavaRDD<PanelSeries> ordered, Folds folds, int maxAge, int window, int valueCovariate) {
    List<PanelStatistics> partitions =
        ordered
            .mapPartitions(
                series ->
                    List.of(ofPartition(series, folds, maxAge, window, valueCovariate)).iterator())
            .collect();
    int fits = folds.count() + 1;
    long count = 0;
    long[] targets = new long[fits];
    double[] value = new double[fits];
    for (PanelStatistics partition : partitions) {
      count += partition.series;
      for (int fit = 0; fit < fits; fit++) {
        targets[fit] += partition.targets[fit];
        value[fit] += partition.value[fit];
      }
    }
    for (int fit = 0; fit < fits; fit++) {
      value[fit] = count == 0 ? 0 : value[fit] / count;
    }
    return new PanelStatistics(count, targets, value);
  }

  private static PanelStatistics ofPartition(
      Iterator<PanelSeries> series, Folds folds, int maxAge, int window, int valueCovariate) {
    int fits = folds.count() + 1;
    long count = 0;
    long[] targets = new long[fits];
    double[] value = new double[fits];
    while (series.hasNext()) {
      PanelSeries one = series.next();
      count++;
      for (int fit = 0; fit < fits; fit++) {
        int origin = folds.originOfFit(fit);
        int from = Math.max(one.history().firstPeriod() + 1, oldest(origin, maxAge));
        for (int period = from; period <= origin; period++) {
          targets[fit] += Double.isNaN(one.history().actual(period)) ? 0 : 1;
        }
        value[fit] += one.recentValue(origin, window, valueCovariate);
      }
    }
    return new PanelStatistics(count, targets, value);
  }

  /** First target period that rows of a fit are drawn from. */
  static int oldest(int origin, int maxAge) {
    return maxAge > 0 ? origin - maxAge + 1 : Integer.MIN_VALUE / 2;
  }

  /** Share of the targets of a fit that gives at most so many rows. */
  public double share(int fit, long maxRows) {
    return targets[fit] <= maxRows ? 1 : (double) maxRows / targets[fit];
  }
}
