package io.demandforecast.report;

import java.util.List;

/**
 * How a model's candidates did at the rolling origins of its training.
 *
 * @param candidates means over origins; the champion is marked
 * @param origins the champion beside the seasonal naive at each
 * @param bias of the champion by bucket of leads and demand class
 */
public record OutOfFoldFacts(List<Candidate> candidates, List<Origin> origins, List<Bias> bias) {

  public OutOfFoldFacts {
    candidates = List.copyOf(candidates);
    origins = List.copyOf(origins);
    bias = List.copyOf(bias);
  }

  /** A forecaster that was tried. */
  public record Candidate(
      String name, boolean champion, int origins, Double rmsse, Double wape, Double bias) {}

  /** The champion and the seasonal naive at an origin. */
  public record Origin(String origin, Double wape, Double naiveWape) {}

  /**
   * Bias of forecasts alike.
   *
   * @param biasLeft what would be left if each origin were corrected by the others
   * @param factor that forecasts are multiplied by; null: not corrected
   */
  public record Bias(
      String leads, String demandClass, long rows, Double bias, Double biasLeft, Double factor) {}
}
