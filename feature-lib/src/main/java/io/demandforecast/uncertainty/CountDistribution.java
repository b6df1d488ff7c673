package io.demandforecast.uncertainty;

/**
 * Counts: the negative binomial distribution of a mean and a ratio of variance to mean. Sums of
 * such counts of one ratio are of the same kind. The score is the log odds of the outcome's place
 * in the distribution, within the step of an outcome at its share (the randomised probability
 * integral transform: Brockwell 2007; Czado, Gneiting and Held 2009), so that zero keeps the
 * probability it has.
 *
 * <p>Probabilities are walked up from the smallest that matters, by products and sums alone. Large
 * quantities are counted in lots, so that the way is short; zero remains a lot of its own.
 */
final class CountDistribution implements PredictiveDistribution {
  /** A forecast of zero still lets something be sold. */
  private static final double LEAST_MEAN = 1e-3;

  /** Nearer to 1, the Poisson distribution, the formula would divide by nothing. */
  private static final double LEAST_DISPERSION = 1.05;

  /** Lots that a mean is counted in, at most. */
  private static final double LOTS_OF_MEAN = 4096;

  /** Lots that the ratio of variance to mean is counted in, at most. */
  private static final double LOTS_OF_DISPERSION = 256;

  /** Probability that is not walked to, as a share of the greatest one's. */
  private static final double NEGLIGIBLE = 1e-18;

  /** Nearer to 0 or 1, sums of probabilities are no longer exact. */
  private static final double LEAST_TAIL = 1e-12;

  private final double lot;

  /**
   * The negative binomial's size: probability of k + 1 is that of k by odds (size + k) / (k + 1).
   */
  private final double size;

  private final double odds;

  /** The first lot that matters, and its probability. */
  private final long first;

  private final double firstMass;

  /**
   * @param mean expected quantity; one below zero counts as zero
   * @param dispersion variance a mean, in the quantity's units
   */
  CountDistribution(double mean, double dispersion) {
    if (!Double.isFinite(mean) || !(dispersion > 0 && dispersion < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "no quantiles around " + mean + " with dispersion " + dispersion);
    }
    double units = 1;
    while (mean / units > LOTS_OF_MEAN || dispersion / units > LOTS_OF_DISPERSION) {
      units *= 2;
    }
    double ratio = Math.max(dispersion / units, LEAST_DISPERSION);
    this.lot = units;
    this.size = Math.max(mean, LEAST_MEAN) / units / (ratio - 1);
    this.odds = 1 - 1 / ratio;
    long mode = size > 1 ? (long) Math.floor((size - 1) * (ratio - 1)) : 0;
    double total = 1;
    double mass = 1;
    long lots = mode;
    while (lots > 0 && mass > NEGLIGIBLE) {
      mass *= lots / ((size + lots - 1) * odds);
      total += mass;
      lots--;
    }
    this.first = lots;
    double least = mass;
    mass = 1;
    for (long up = mode; mass > NEGLIGIBLE; up++) {
      mass *= odds * (size + up) / (up + 1);
      total += mass;
    }
    this.firstMass = least / total;
  }

  @Override
  public double score(double actual, double share) {
    double count = Math.max(Math.rint(actual), 0);
    double lots = Math.ceil(count / lot);
    double below = 0;
    double mass = firstMass;
    long at = first;
    while (at < lots && mass > 0) {
      below += mass;
      mass *= odds * (size + at) / (at + 1);
      at++;
    }
    double within = lots == 0 ? share : (count - (lots - 1) * lot - 1 + share) / lot;
    return logOdds(at == lots ? below + within * mass : at < lots ? 1 : 0);
  }

  @Override
  public double[] quantiles(double[] scores) {
    double[] quantiles = new double[scores.length];
    double below = 0;
    double mass = firstMass;
    long at = first;
    for (int i = 0; i < scores.length; i++) {
      double probability = Math.min(1 / (1 + StrictMath.exp(-scores[i])), 1 - LEAST_TAIL);
      while (below + mass < probability && mass > 0) {
        below += mass;
        mass *= odds * (size + at) / (at + 1);
        at++;
      }
      double within = mass > 0 ? Math.ceil((probability - below) / mass * lot) : 1;
      quantiles[i] = at == 0 ? 0 : (at - 1) * lot + Math.min(Math.max(within, 1), lot);
    }
    return quantiles;
  }

  /** The score of a probability. */
  static double logOdds(double probability) {
    double inside = Math.min(Math.max(probability, LEAST_TAIL), 1 - LEAST_TAIL);
    return StrictMath.log(inside / (1 - inside));
  }
}
