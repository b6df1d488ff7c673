package io.demandforecast.series;

/**
 * What is known at an origin about one period after it: which period it is, and the covariates that
 * are declared known ahead.
 */
public final class TargetView {
  private final SeriesView known;
  private final PeriodValues[] covariates;
  private final int lead;
  private final PanelLayout layout;

  TargetView(SeriesView known, PeriodValues[] covariates, int lead, PanelLayout layout) {
    if (lead < 1) {
      throw new IllegalArgumentException("lead " + lead + " is not after the origin");
    }
    this.known = known;
    this.covariates = covariates;
    this.lead = lead;
    this.layout = layout;
  }

  /** The series as known at the origin. */
  public SeriesView known() {
    return known;
  }

  /** Periods from the origin to the target, at least 1. */
  public int lead() {
    return lead;
  }

  /** The target period. */
  public int period() {
    return known.origin() + lead;
  }

  public PanelLayout layout() {
    return layout;
  }

  /** {@link #covariate(int, int)} at the target period itself. */
  public float covariate(int covariate) {
    return covariate(covariate, 0);
  }

  /**
   * A covariate near the target period.
   *
   * @param offset periods after the target (before it where negative): the next event may lie
   *     beyond the horizon
   * @return its value; NaN where none is known
   * @throws IllegalArgumentException for a period after the origin of a covariate that is not known
   *     ahead
   */
  public float covariate(int covariate, int offset) {
    if (lead + offset > 0 && !layout.covariates().get(covariate).knownAhead()) {
      throw new IllegalArgumentException(
          "covariate '" + layout.covariates().get(covariate).name() + "' is not known ahead");
    }
    return covariates[covariate].at(period() + offset);
  }
}
