package io.demandforecast.learn;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Orders candidates by their mean out-of-fold error. */
public final class Ranking {
  private Ranking() {}

  /**
   * The best first. A candidate without a figure comes last; where none has one the order tried
   * stays.
   */
  static List<Candidate> of(
      List<Candidate> candidates, Map<String, List<FoldScore>> scores, String metric) {
    return candidates.stream()
        .sorted(
            Comparator.comparingDouble(
                candidate -> {
                  double mean = mean(scores.get(candidate.name()), metric);
                  return Double.isNaN(mean) ? Double.POSITIVE_INFINITY : mean;
                }))
        .toList();
  }

  /** Mean of a metric over the folds that have a figure; NaN where none has. */
  public static double mean(List<FoldScore> folds, String metric) {
    return folds.stream()
        .mapToDouble(fold -> fold.of(metric))
        .filter(figure -> !Double.isNaN(figure))
        .average()
        .orElse(Double.NaN);
  }
}
