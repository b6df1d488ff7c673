package io.demandforecast.learn;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Orders candidates by their mean out-of-fold error. */
public final class Ranking {
  private Ranking() {}

  /**
   * The best first. A candidate without a figure comes last; where none has one the order tried
   * stays. Folds in which no candidate has a figure, since nothing was sold there, say nothing.
   */
  static List<Candidate> of(
      List<Candidate> candidates, Map<String, List<FoldScore>> scores, String metric) {
    List<Integer> telling = telling(scores, metric);
    return candidates.stream()
        .sorted(
            Comparator.comparingDouble(
                candidate -> {
                  List<FoldScore> folds = scores.get(candidate.name());
                  double mean = mean(telling.stream().map(folds::get).toList(), metric);
                  return Double.isNaN(mean) ? Double.POSITIVE_INFINITY : mean;
                }))
        .toList();
  }

  /** Whether any candidate could be judged at any origin. */
  static boolean judges(Map<String, List<FoldScore>> scores, String metric) {
    return !telling(scores, metric).isEmpty();
  }

  /** Mean of a metric over folds; NaN without a fold. */
  public static double mean(List<FoldScore> folds, String metric) {
    return folds.stream().mapToDouble(fold -> fold.of(metric)).average().orElse(Double.NaN);
  }

  /** Folds in which some candidate has a figure. */
  private static List<Integer> telling(Map<String, List<FoldScore>> scores, String metric) {
    int folds = scores.values().stream().mapToInt(List::size).max().orElse(0);
    return IntStream.range(0, folds)
        .filter(
            fold -> scores.values().stream().anyMatch(of -> !Double.isNaN(of.get(fold).of(metric))))
        .boxed()
        .toList();
  }
}
