package io.demandforecast.uncertainty;

/**
 * Quantiles of a new error from the errors seen (Vovk, Gammerman and Shafer 2005; Lei, G'Sell,
 * Rinaldo, Tibshirani and Wasserman 2018). Where the new error is exchangeable with {@code n} seen
 * ones, it is at most their {@code ceil((n + 1) q)}-th smallest with a probability of at least
 * {@code q}, and less than {@code q + 1 / (n + 1)} without ties.
 */
public final class SplitConformal {
  /** So that 0.07 x 100 = 7.000000000000001 is rank 7. */
  private static final double ROUNDING = 1e-9;

  private SplitConformal() {}

  /**
   * The rank, counted from 1, of the error that stands for a level. Clipped to the errors there
   * are: with fewer than {@code 1 / (1 - level) - 1} of them the largest is too small for the
   * level.
   *
   * @param errors how many errors were seen, at least 1
   * @param level strictly between 0 and 1
   */
  public static long rank(long errors, double level) {
    if (errors < 1 || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException("no rank of level " + level + " among " + errors);
    }
    long rank = (long) Math.ceil((errors + 1) * level - ROUNDING);
    return Math.min(Math.max(rank, 1), errors);
  }
}
