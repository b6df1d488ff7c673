package io.demandforecast.series;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One series on a regular grid: a value without identity in any storage. Slot {@code i} of every
 * array is the period {@code firstPeriod + i}.
 *
 * <p>Nothing computes on this class directly: a {@link SeriesView} from {@link #until} shows what
 * was known at an origin, and a {@link TargetView} what is known ahead for a period after it. What
 * lies beyond the origin cannot be reached from a view, so a feature cannot leak.
 */
public final class SeriesHistory implements Serializable {
  private static final long serialVersionUID = 1L;
  private final String id;
  private final int firstPeriod;
  private final double[] target;
  private final PeriodValues[] covariates;
  private final String[] attributes;
  private final List<SeriesHistory> groups;
  private RunningSums sums;

  /** Made when first asked for. Two threads may both make one: they are equal and immutable. */
  private final CovariateSums[] covariateSums;

  /**
   * @param id the series' identity
   * @param firstPeriod period of slot 0
   * @param target the quantity a period; NaN where it is not known or could not be sold (closed,
   *     not listed)
   * @param covariates one array a covariate, of any length; NaN where there is no value. Those
   *     known ahead reach past the end of {@code target}
   * @param attributes static attributes; null where there is none
   * @param groups histories of the groups the series is a member of, aligned by period, not by
   *     slot; null where the series is in no such group
   */
  public SeriesHistory(
      String id,
      int firstPeriod,
      double[] target,
      PeriodValues[] covariates,
      String[] attributes,
      List<SeriesHistory> groups) {
    this.id = Objects.requireNonNull(id, "id");
    this.firstPeriod = firstPeriod;
    this.target = Objects.requireNonNull(target, "target");
    this.covariates = covariates;
    this.attributes = attributes;
    this.groups = groups;
    this.covariateSums = new CovariateSums[covariates.length];
  }

  /**
   * The same with covariates whose arrays start at the target's first period.
   *
   * @param covariates one array a covariate, of any length; NaN where there is no value
   */
  public SeriesHistory(
      String id,
      int firstPeriod,
      double[] target,
      float[][] covariates,
      String[] attributes,
      List<SeriesHistory> groups) {
    this(
        id,
        firstPeriod,
        target,
        Arrays.stream(covariates)
            .map(values -> new PeriodValues(firstPeriod, values))
            .toArray(PeriodValues[]::new),
        attributes,
        groups);
  }

  /** A history with a target alone. */
  public static SeriesHistory of(String id, int firstPeriod, double... target) {
    return new SeriesHistory(id, firstPeriod, target, new float[0][], new String[0], List.of());
  }

  public String id() {
    return id;
  }

  public int firstPeriod() {
    return firstPeriod;
  }

  /** Number of periods with a slot in the target. */
  public int length() {
    return target.length;
  }

  /** The last period with a slot in the target. */
  public int lastPeriod() {
    return firstPeriod + target.length - 1;
  }

  /** A static attribute, null where there is none. */
  public String attribute(int index) {
    return attributes[index];
  }

  /**
   * The actual of a period, for training targets and scoring: NaN where there is none. Not for
   * features, which only ever get a view.
   */
  public double actual(int period) {
    int slot = period - firstPeriod;
    return slot < 0 || slot >= target.length ? Double.NaN : target[slot];
  }

  /**
   * What was known of the series when the period {@code origin} was over.
   *
   * @throws IllegalArgumentException where the origin is past the history's end: the view would
   *     claim to know what no one does
   */
  public SeriesView until(int origin) {
    if (origin > lastPeriod()) {
      throw new IllegalArgumentException(
          "origin " + origin + " is past the last period " + lastPeriod() + " of series " + id);
    }
    return new SeriesView(this, origin);
  }

  double[] target() {
    return target;
  }

  PeriodValues[] covariates() {
    return covariates;
  }

  List<SeriesHistory> groups() {
    return groups;
  }

  /** Made when it is first asked for: much that is done with a history needs none. */
  RunningSums sums() {
    if (sums == null) {
      sums = new RunningSums(target);
    }
    return sums;
  }

  CovariateSums covariateSums(int covariate) {
    CovariateSums made = covariateSums[covariate];
    if (made == null) {
      made = new CovariateSums(covariates[covariate]);
      covariateSums[covariate] = made;
    }
    return made;
  }
}
