package io.demandforecast.learn;

import io.demandforecast.config.TrainingSettings.Target;
import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.forecast.TreeEnsemble;
import io.demandforecast.forecast.TreeEnsembleBuilder;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.series.SeriesView;
import io.demandforecast.series.TargetView;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;

/**
 * Rows of (series, origin, lead): features of what was known at the origin and what was known ahead
 * of the target day, with the target in units of the series' scale at the origin. Made once; every
 * fold and candidate takes its share of them.
 */
public final class TrainingRows implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Stands for a missing value, which MLlib does not know: below what any feature takes. */
  static final float MISSING = -1e6f;

  private final FeatureRows rows;
  private final TrainingTargets targets;
  private final Folds folds;
  private final int maxAge;
  private final double[] shares;
  private final RowWeights weights;

  /**
   * @param sampler rule that rows are drawn by
   * @param buckets buckets of leads
   * @param shares sampled share of targets, by fit
   */
  public TrainingRows(
      FeatureRows rows,
      LeadBuckets buckets,
      RowSampler sampler,
      Folds folds,
      int maxAge,
      double[] shares,
      RowWeights weights) {
    this.rows = rows;
    this.targets =
        new TrainingTargets(sampler, buckets, folds, maxAge, Arrays.stream(shares).max().orElse(0));
    this.folds = folds;
    this.maxAge = maxAge;
    this.shares = shares.clone();
    this.weights = weights;
  }

  /** Which pairs of target and lead become rows. */
  public TrainingTargets targets() {
    return targets;
  }

  /** The rows of all fits, in the partitions and the order of the series. */
  public JavaRDD<RowBlock> of(JavaRDD<PanelSeries> ordered) {
    return ordered.mapPartitions(this::blocks);
  }

  /** The rows that one fit of one bucket learns from. */
  public FitRows ofFit(SparkSession spark, JavaRDD<RowBlock> all, int fit, int bucket) {
    RowBlock.Selection taken = selection(fit, bucket);
    int[] counts =
        all.mapPartitions(blocks -> List.of(count(blocks, taken)).iterator()).collect().stream()
            .mapToInt(Integer::intValue)
            .toArray();
    return new FitRows(spark, all.map(block -> block.of(fit, taken)), counts);
  }

  /**
   * Features of some rows of the final fit, of all buckets, a block after the other.
   *
   * @param share of the rows; 1 or more: all of them
   */
  List<float[]> sample(JavaRDD<RowBlock> all, double share) {
    int fit = folds.count();
    int newest = folds.originOfFit(fit);
    int oldest = PanelStatistics.oldest(newest, maxAge);
    double most = shares[fit] * Math.min(1, share);
    return all.map(
            block ->
                block
                    .of(
                        fit,
                        (period, ofLead, draw) ->
                            period <= newest && period >= oldest && draw < most)
                    .features())
        .collect();
  }

  private RowBlock.Selection selection(int fit, int bucket) {
    int newest = folds.originOfFit(fit);
    int oldest = PanelStatistics.oldest(newest, maxAge);
    double share = shares[fit];
    return (period, ofLead, draw) ->
        period <= newest && period >= oldest && draw < share && ofLead == bucket;
  }

  private static int count(Iterator<RowBlock> blocks, RowBlock.Selection taken) {
    int count = 0;
    while (blocks.hasNext()) {
      count += blocks.next().count(taken);
    }
    return count;
  }

  /** The trees of a fit without rows: none, so that the offset alone is the forecast. */
  TreeEnsemble untrained() {
    return new TreeEnsembleBuilder(rows.features().size(), MISSING, 0).build();
  }

  /** One block after the other: no more than two, and a series, are in the making. */
  private Iterator<RowBlock> blocks(Iterator<PanelSeries> partition) {
    Deque<RowBlock> made = new ArrayDeque<>();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        while (made.size() < 2 && partition.hasNext()) {
          addRows(partition.next(), made);
        }
        return !made.isEmpty();
      }

      @Override
      public RowBlock next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return made.removeFirst();
      }
    };
  }

  private void addRows(PanelSeries series, Deque<RowBlock> made) {
    double[] fitScales = new double[folds.count() + 1];
    for (int fit = 0; fit < fitScales.length; fit++) {
      fitScales[fit] = rows.scale(series.history().until(folds.originOfFit(fit)));
    }
    targets.forEach(
        series.history(),
        (period, lead, bucket, draw) -> {
          if (made.isEmpty() || made.getLast().isFull()) {
            made.add(
                new RowBlock(Target.values().length, folds.count() + 1, rows.features().size()));
          }
          SeriesView known = series.history().until(period - lead);
          TargetView target = known.ahead(lead, rows.layout());
          double scale = rows.scale(known);
          made.getLast()
              .add(
                  period,
                  bucket,
                  draw,
                  labels(series.history().actual(period), target, scale),
                  rowWeights(series, period - lead, scale, fitScales),
                  features(target, scale));
        });
  }

  private double[] rowWeights(PanelSeries series, int origin, double scale, double[] fitScales) {
    double[] row = weights.of(series, origin);
    for (int fit = 0; fit < row.length; fit++) {
      row[fit] *= RowWeights.ofScale(scale, fitScales[fit]);
    }
    return row;
  }

  /** One for each of the things that trees may learn, in their order. */
  private double[] labels(double actual, TargetView target, double scale) {
    return Arrays.stream(Target.values())
        .mapToDouble(learns -> rows.label(learns, actual, target, scale))
        .toArray();
  }

  private float[] features(TargetView target, double scale) {
    float[] row = new float[rows.features().size()];
    rows.originInto(target.known(), scale, row);
    rows.targetInto(target, scale, row);
    for (int i = 0; i < row.length; i++) {
      row[i] = Float.isNaN(row[i]) ? MISSING : row[i];
    }
    return row;
  }
}
