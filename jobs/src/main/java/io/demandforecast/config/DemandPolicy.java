package io.demandforecast.config;

import java.io.Serializable;

/**
 * How raw quantities become demand.
 *
 * @param negatives what a quantity below zero means
 * @param duplicates what several rows of one series and period mean
 * @param gaps what a period without a row means
 * @param leadingZeros whether zeros before the first sale are history
 * @param counts whether demand is never below zero: forecasts are then cut at zero
 */
public record DemandPolicy(
    Negatives negatives,
    Duplicates duplicates,
    Gaps gaps,
    LeadingZeros leadingZeros,
    boolean counts)
    implements Serializable {

  /** What a quantity below zero means. */
  public enum Negatives {
    /** It is kept as it is. */
    KEEP,
    /** It counts as zero. */
    CLIP,
    /** It is a return: netted against the sales of its period, never below zero in sum. */
    RETURNS,
    /** The row is set aside. */
    QUARANTINE
  }

  /** What several rows of one series and period mean. */
  public enum Duplicates {
    /** Transactions: they are added up. */
    SUM,
    /** Corrections: the last row read counts. */
    LAST,
    /** An error: all but the first are set aside. */
    QUARANTINE
  }

  /** What a period without a row means, between a series' first and the data's last. */
  public enum Gaps {
    ZERO,
    MISSING,
    /** The series has missing values there, and each gap is noted in quarantine. */
    QUARANTINE
  }

  /** Zeros before the first sale. */
  public enum LeadingZeros {
    DROP,
    KEEP
  }
}
