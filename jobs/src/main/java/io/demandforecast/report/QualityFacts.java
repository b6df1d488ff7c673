package io.demandforecast.report;

import java.util.List;

/**
 * What was loaded up to the run, and what was set aside.
 *
 * @param loads the newest first, a bounded number
 * @param allLoads how many there are
 * @param total over all loads
 * @param rules rows set aside by input and rule, most rows first
 */
public record QualityFacts(List<Load> loads, int allLoads, Load total, List<Rule> rules) {

  public QualityFacts {
    loads = List.copyOf(loads);
    rules = List.copyOf(rules);
  }

  /** Rows of a load by outcome; of all loads with number 0. */
  public record Load(
      long number,
      long files,
      long read,
      long accepted,
      long merged,
      long quarantined,
      long outOfScope,
      long warned,
      String loadedAt) {}

  /**
   * Rows that broke a rule.
   *
   * @param rows in all loads
   * @param newestRows in the newest load
   * @param example one of their reasons
   */
  public record Rule(String input, String rule, long rows, long newestRows, String example) {}
}
