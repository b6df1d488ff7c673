package io.demandforecast.learn;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Orders what was judged by its mean out-of-fold error. */
public final class Ranking {
  /**
   * What each further member must take off the error, as a share: the best of many means is a
   * little better by chance alone.
   */
  private static final double MEMBER = 0.001;

  private Ranking() {}

  /**
   * The best first. What has no figure comes last; where nothing has one the order tried stays.
   * Folds in which nothing has a figure, since nothing was sold there, say nothing.
   */
  static List<Mixture> of(
      List<Mixture> judged, Map<String, List<FoldScore>> scores, String metric) {
    List<Integer> telling = telling(scores, metric);
    return judged.stream()
        .sorted(
            Comparator.comparingDouble(
                one -> {
                  List<FoldScore> folds = scores.get(one.name());
                  double mean = mean(telling.stream().map(folds::get).toList(), metric);
                  return Double.isNaN(mean)
                      ? Double.POSITIVE_INFINITY
                      : mean * (1 + MEMBER * (one.shares().size() - 1));
                }))
        .toList();
  }

  /** Whether anything could be judged at any origin. */
  static boolean judges(Map<String, List<FoldScore>> scores, String metric) {
    return !telling(scores, metric).isEmpty();
  }

  /** Mean of a metric over folds; NaN without a fold. */
  public static double mean(List<FoldScore> folds, String metric) {
    return folds.stream().mapToDouble(fold -> fold.of(metric)).average().orElse(Double.NaN);
  }

  /** Folds in which something has a figure. */
  private static List<Integer> telling(Map<String, List<FoldScore>> scores, String metric) {
    int folds = scores.values().stream().mapToInt(List::size).max().orElse(0);
    return IntStream.range(0, folds)
        .filter(
            fold -> scores.values().stream().anyMatch(of -> !Double.isNaN(of.get(fold).of(metric))))
        .boxed()
        .toList();
  }
}
