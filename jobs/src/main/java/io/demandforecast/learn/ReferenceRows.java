package io.demandforecast.learn;

import io.demandforecast.learn.FeatureReference.OfFeature;
import io.demandforecast.metric.BinnedValues;
import io.demandforecast.panel.PanelSeries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * Makes the {@link FeatureReference} of a training: from a sample of its rows, and one of series.
 */
final class ReferenceRows {
  /** Training rows that bins are made from, about. */
  private static final int ROWS = 20_000;

  /** Series whose rows at single origins are looked at, about. */
  private static final int SERIES = 1_000;

  /** Single origins. */
  private static final int ORIGINS = 12;

  private ReferenceRows() {}

  /**
   * @param all the rows of all fits
   * @param trained number of the rows of the final fit
   */
  static FeatureReference of(
      TrainingPlan plan,
      Folds folds,
      JavaRDD<PanelSeries> ordered,
      TrainingRows rows,
      JavaRDD<RowBlock> all,
      long trained) {
    List<BinnedValues> bins =
        bins(rows.sample(all, (double) ROWS / Math.max(1, trained)), plan.rows().features().size());
    double share = (double) SERIES / Math.max(1, ordered.count());
    JavaRDD<PanelSeries> some =
        ordered.filter(series -> RowSampler.draw(series.history().id()) < share);
    double[] usual = usual(plan, origins(plan, folds, some), some, bins);
    List<OfFeature> features = new ArrayList<>();
    for (int i = 0; i < bins.size(); i++) {
      features.add(new OfFeature(plan.rows().features().names().get(i), bins.get(i), usual[i]));
    }
    return new FeatureReference(features);
  }

  private static List<BinnedValues> bins(List<float[]> blocks, int width) {
    int count = blocks.stream().mapToInt(block -> block.length / width).sum();
    List<BinnedValues> bins = new ArrayList<>();
    for (int feature = 0; feature < width; feature++) {
      float[] values = new float[count];
      int at = 0;
      for (float[] block : blocks) {
        for (int i = feature; i < block.length; i += width) {
          values[at++] = block[i] == TrainingRows.MISSING ? Float.NaN : block[i];
        }
      }
      bins.add(BinnedValues.of(values, FeatureReference.BINS));
    }
    return bins;
  }

  /**
   * Origins before the final one, of all parts of a season where the history allows: a season and a
   * period from one to the next, or as much less as fits into half of the history.
   */
  private static List<Integer> origins(TrainingPlan plan, Folds folds, JavaRDD<PanelSeries> some) {
    int first =
        some.map(series -> series.history().firstPeriod())
            .fold(folds.finalOrigin(), (a, b) -> Math.min(a, b));
    int length = folds.finalOrigin() - first;
    int season = plan.config().season();
    int step = Math.max(1, Math.min(season + 1, length / (2 * ORIGINS)));
    List<Integer> origins = new ArrayList<>();
    for (int i = 0; i < ORIGINS; i++) {
      origins.add(folds.finalOrigin() - i * step);
    }
    return origins;
  }

  /** By feature the largest index that any of the origins has. */
  private static double[] usual(
      TrainingPlan plan,
      List<Integer> origins,
      JavaRDD<PanelSeries> some,
      List<BinnedValues> bins) {
    AskedRows asked = AskedRows.of(plan);
    List<long[][][]> parts =
        some.mapPartitions(
                series ->
                    Collections.singletonList(counts(asked, bins, origins, series)).iterator())
            .collect();
    double[] usual = new double[bins.size()];
    for (int origin = 0; origin < origins.size(); origin++) {
      long[][] total = FeatureReference.none(bins);
      for (long[][][] part : parts) {
        FeatureReference.add(total, part[origin]);
      }
      for (int i = 0; i < usual.length; i++) {
        usual[i] = Math.max(usual[i], bins.get(i).stability(total[i]));
      }
    }
    return usual;
  }

  private static long[][][] counts(
      AskedRows asked,
      List<BinnedValues> bins,
      List<Integer> origins,
      Iterator<PanelSeries> series) {
    long[][][] counts = new long[origins.size()][][];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = FeatureReference.none(bins);
    }
    while (series.hasNext()) {
      PanelSeries one = series.next();
      for (int i = 0; i < counts.length; i++) {
        long[][] ofOrigin = counts[i];
        asked.row(one, origins.get(i)).ifPresent(row -> FeatureReference.add(ofOrigin, bins, row));
      }
    }
    return counts;
  }
}
