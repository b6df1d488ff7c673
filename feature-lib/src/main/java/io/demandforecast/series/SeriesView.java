package io.demandforecast.series;

/**
 * A series as it was known at an origin: the period {@code origin} and everything before it. Every
 * accessor counts periods back from the origin, 0 being the origin itself, and none reaches past
 * it.
 */
public final class SeriesView {
  private final SeriesHistory history;
  private final int origin;

  /** Number of slots that are known. */
  private final int end;

  SeriesView(SeriesHistory history, int origin) {
    this.history = history;
    this.origin = origin;
    this.end = Math.max(0, origin - history.firstPeriod() + 1);
  }

  /** The last period that is known. */
  public int origin() {
    return origin;
  }

  /** Periods from the first of the series to the origin; 0 where the series had not begun. */
  public int length() {
    return end;
  }

  /**
   * A value of the target.
   *
   * @param back periods before the origin
   * @return the value; NaN where it is missing or before the series began
   * @throws IllegalArgumentException for a period after the origin
   */
  public double value(int back) {
    requirePast(back);
    int slot = end - 1 - back;
    return slot < 0 ? Double.NaN : history.target()[slot];
  }

  /**
   * A covariate's value at or before the origin; NaN where it is missing.
   *
   * @throws IllegalArgumentException for a period after the origin
   */
  public float covariate(int covariate, int back) {
    requirePast(back);
    return history.covariates()[covariate].at(origin - back);
  }

  /**
   * Mean of a covariate's known values over the {@code window} periods that end with the origin;
   * NaN where none is known.
   */
  public double covariateMean(int covariate, int window) {
    return history.covariateSums(covariate).mean(origin, window);
  }

  /**
   * Known values among the {@code window} periods that end {@code back} periods before the origin.
   */
  public int count(int window, int back) {
    int[] counts = history.sums().count;
    return counts[to(back)] - counts[from(window, back)];
  }

  /** Their sum; 0 where none is known. */
  public double sum(int window, int back) {
    double[] sums = history.sums().sum;
    return sums[to(back)] - sums[from(window, back)];
  }

  /** Their mean; NaN where none is known. */
  public double mean(int window, int back) {
    int count = count(window, back);
    return count == 0 ? Double.NaN : sum(window, back) / count;
  }

  /** {@link #mean(int, int)} of the last {@code window} periods. */
  public double mean(int window) {
    return mean(window, 0);
  }

  /**
   * Standard deviation (population) of the known values of the last {@code window} periods; NaN for
   * none.
   */
  public double deviation(int window) {
    int count = count(window, 0);
    if (count == 0) {
      return Double.NaN;
    }
    double[] squares = history.sums().sumOfSquares;
    double mean = sum(window, 0) / count;
    return Math.sqrt(Math.max((squares[end] - squares[from(window, 0)]) / count - mean * mean, 0));
  }

  /**
   * Share of zeros among the known values of the last {@code window} periods, 0 to 1; NaN for none.
   */
  public double zeroShare(int window) {
    int count = count(window, 0);
    int[] zeros = history.sums().zeros;
    return count == 0 ? Double.NaN : (double) (zeros[end] - zeros[from(window, 0)]) / count;
  }

  /** Greatest known value of the last {@code window} periods, O(window); NaN for none. */
  public double maximum(int window) {
    double[] target = history.target();
    double greatest = Double.NaN;
    for (int i = from(window, 0); i < end; i++) {
      double y = target[i];
      greatest = y <= greatest || Double.isNaN(y) ? greatest : y;
    }
    return greatest;
  }

  /** Least known value of the last {@code window} periods, O(window); NaN for none. */
  public double minimum(int window) {
    double[] target = history.target();
    double least = Double.NaN;
    for (int i = from(window, 0); i < end; i++) {
      double y = target[i];
      least = y >= least || Double.isNaN(y) ? least : y;
    }
    return least;
  }

  /**
   * Slope of the least squares line through the known values of the last {@code window} periods, in
   * units a period, O(window); NaN with fewer than two values.
   */
  public double slope(int window) {
    int count = count(window, 0);
    if (count < 2) {
      return Double.NaN;
    }
    double[] target = history.target();
    int start = from(window, 0);
    double mean = sum(window, 0) / count;
    double slots = 0;
    double squaredSlots = 0;
    double products = 0;
    for (int i = start; i < end; i++) {
      double distance = target[i] - mean;
      if (!Double.isNaN(distance)) {
        double slot = i - start;
        slots += slot;
        squaredSlots += slot * slot;
        products += slot * distance;
      }
    }
    return products / (squaredSlots - slots * slots / count);
  }

  /** Root mean square of all known values; NaN where none is known. */
  public double rootMeanSquare() {
    int count = history.sums().count[end];
    return count == 0 ? Double.NaN : Math.sqrt(history.sums().sumOfSquares[end] / count);
  }

  /** Exponentially weighted mean at the origin; NaN before the first known value. */
  public double exponentialMean(double rate) {
    return end == 0 ? Double.NaN : history.sums().exponential(rate)[end - 1];
  }

  /**
   * Periods since the last value above zero, 0 when that is the origin; {@link #length()} where
   * there was none.
   */
  public int sinceDemand() {
    return end - 1 - Math.max(history.sums().lastDemand[end], -1);
  }

  /**
   * Periods since the first value other than zero, 0 when that is the origin; -1 where there was
   * none.
   */
  public int sinceFirstDemand() {
    return Math.max(-1, end - 1 - history.sums().firstDemand);
  }

  /** Differences of consecutive known values since the first demand. */
  public int differences() {
    return history.sums().differences[end];
  }

  /**
   * Root mean squared difference of consecutive known values since the first demand: the scale of
   * RMSSE (Hyndman and Koehler 2006; M5 guide 2020). NaN with fewer than two values.
   */
  public double differenceScale() {
    int n = differences();
    return n == 0 ? Double.NaN : Math.sqrt(history.sums().squaredDifferences[end] / n);
  }

  /**
   * The view of a group the series is a member of, at the same origin.
   *
   * @return null where the series is in no such group
   */
  public SeriesView group(int group) {
    SeriesHistory members = history.groups().get(group);
    return members == null ? null : members.until(origin);
  }

  /** A static attribute, null where there is none. */
  public String attribute(int attribute) {
    return history.attribute(attribute);
  }

  /**
   * What is known ahead for the period {@code lead} periods after the origin.
   *
   * @param layout says which covariates are known ahead
   * @throws IllegalArgumentException where {@code lead} is less than 1
   */
  public TargetView ahead(int lead, PanelLayout layout) {
    return new TargetView(this, history.covariates(), lead, layout);
  }

  private int to(int back) {
    requirePast(back);
    return Math.max(0, end - back);
  }

  private int from(int window, int back) {
    return Math.max(0, end - back - window);
  }

  private static void requirePast(int back) {
    if (back < 0) {
      throw new IllegalArgumentException("a period " + -back + " after the origin is not known");
    }
  }
}
