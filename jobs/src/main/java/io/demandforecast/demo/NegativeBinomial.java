package io.demandforecast.demo;

/**
 * The negative binomial distribution of mean {@code m} and shape {@code k}, a Poisson whose rate
 * varies: its variance is {@code m + m * m / k}. A small shape makes demand lumpy.
 */
final class NegativeBinomial {
  /** Probabilities below this no longer move a sum near one. */
  private static final double NEGLIGIBLE = 0x1.0p-60;

  private NegativeBinomial() {}

  /**
   * The quantile at a level, by sequential search from zero (Devroye, "Non-Uniform Random Variate
   * Generation", 1986, chapter X): the time is proportional to the result.
   *
   * @param level in (0, 1)
   * @param mean at least 0
   * @param shape above 0
   */
  static int quantile(double level, double mean, double shape) {
    double growth = mean / (mean + shape);
    double probability = StrictMath.exp(-shape * StrictMath.log1p(mean / shape));
    double cumulated = probability;
    int count = 0;
    while (level > cumulated && (count <= mean || probability > NEGLIGIBLE)) {
      probability *= growth * (count + shape) / (count + 1);
      cumulated += probability;
      count++;
    }
    return count;
  }
}
