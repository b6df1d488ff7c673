package io.demandforecast.metric;

/**
 * How much less absolute error a challenger made than a champion over the same windows, and how
 * sure that is: 1 less the ratio of their summed errors (equally 1 less the ratio of their WAPEs),
 * with its standard error by the delete-one jackknife over windows (Efron and Tukey; Miller 1974),
 * which takes what windows have in common for granted and asks for no distribution.
 *
 * @param gain share of the champion's error that the challenger saves; below zero where it makes
 *     more; NaN where the champion makes none
 * @param standardError of the gain; NaN with fewer than two windows
 * @param windows how many there were
 */
public record RelativeGain(double gain, double standardError, int windows) {

  /**
   * Compares errors of the same windows.
   *
   * @param challenger sums of absolute errors by window
   * @param champion sums of absolute errors by window, on the same pairs
   * @throws IllegalArgumentException where the lengths differ
   */
  public static RelativeGain of(double[] challenger, double[] champion) {
    Pairs.requireSameLength(challenger, champion);
    int windows = champion.length;
    double ofChallenger = sum(challenger);
    double ofChampion = sum(champion);
    double gain = gain(ofChallenger, ofChampion);
    if (windows < 2) {
      return new RelativeGain(gain, Double.NaN, windows);
    }
    double[] without = new double[windows];
    for (int i = 0; i < windows; i++) {
      without[i] = gain(ofChallenger - challenger[i], ofChampion - champion[i]);
    }
    double mean = sum(without) / windows;
    double squares = 0;
    for (double one : without) {
      squares += (one - mean) * (one - mean);
    }
    return new RelativeGain(gain, Math.sqrt(squares * (windows - 1) / windows), windows);
  }

  /** Whether the gain is above a margin by so many standard errors: the challenger is better. */
  public boolean isAbove(double margin, double standardErrors) {
    return gain - standardErrors * standardError > margin;
  }

  /** Whether the gain is not below a margin by so many standard errors: it is no worse. */
  public boolean isNotBelow(double margin, double standardErrors) {
    return gain + standardErrors * standardError >= margin;
  }

  private static double gain(double challenger, double champion) {
    return champion > 0 ? 1 - challenger / champion : Double.NaN;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
