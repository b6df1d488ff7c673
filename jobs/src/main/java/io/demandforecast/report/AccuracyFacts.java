package io.demandforecast.report;

import java.util.List;

/**
 * How wrong the channel's published runs were, each as it was scored last. Figures over several
 * runs are means weighted by the rows scored.
 *
 * @param knownAsOf last day of the actuals; null: nothing is scored
 * @param runs how many runs are looked at: those of the newest origins
 * @param overall over all of them; null: nothing is scored
 * @param byOrigin each run over all leads, the oldest origin first
 * @param byLeads by bucket of leads
 * @param segments by column of the hierarchy
 * @param levels of the quantiles, ascending
 */
public record AccuracyFacts(
    String knownAsOf,
    int runs,
    Figures overall,
    List<Figures> byOrigin,
    List<Figures> byLeads,
    List<Segment> segments,
    List<Level> levels) {

  public AccuracyFacts {
    byOrigin = List.copyOf(byOrigin);
    byLeads = List.copyOf(byLeads);
    segments = List.copyOf(segments);
    levels = List.copyOf(levels);
  }

  /**
   * Figures of a group of forecasts.
   *
   * @param name of the group: an origin, leads, a value
   * @param rows forecasts with an actual
   * @param valueAdded 1 - wape / naiveWape
   * @param coverage share of actuals between the outermost quantiles
   */
  public record Figures(
      String name,
      long rows,
      Double wape,
      Double naiveWape,
      Double valueAdded,
      Double bias,
      Double coverage) {}

  /**
   * A column of the hierarchy.
   *
   * @param values those with the highest WAPE first, a bounded number
   * @param of how many there are
   */
  public record Segment(String column, List<Figures> values, long of) {
    public Segment {
      values = List.copyOf(values);
    }
  }

  /**
   * A quantile.
   *
   * @param nominal its level
   * @param observed share of actuals at or below it
   * @param below share of actuals below it: for counts the level lies between the two
   */
  public record Level(String column, double nominal, Double observed, Double below) {}
}
