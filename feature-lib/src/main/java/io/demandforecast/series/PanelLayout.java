package io.demandforecast.series;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What every series of a data set has in common: the grid, and the order in which covariates,
 * attributes and groups stand in a {@link SeriesHistory}. Features look a name up here once and
 * then read arrays by position.
 *
 * @param frequency the grid
 * @param season periods of the main season
 * @param covariates covariates in array order
 * @param attributes names of the static attributes in array order
 * @param groups names of the groups that each series is a member of, in array order
 */
public record PanelLayout(
    Frequency frequency,
    int season,
    List<Covariate> covariates,
    List<String> attributes,
    List<String> groups)
    implements Serializable {

  /**
   * A covariate.
   *
   * @param name its name in configuration, tables and features
   * @param knownAhead whether its values beyond the origin may be used
   * @param kind what its numbers mean
   */
  public record Covariate(String name, boolean knownAhead, Kind kind) implements Serializable {}

  /** What a covariate's numbers mean. */
  public enum Kind {
    /** A quantity such as a price; missing is NaN. */
    NUMERIC,
    /** 0 or 1. */
    FLAG,
    /** A happening on some days: NaN where there is none, else the code of the event's name. */
    EVENT
  }

  public PanelLayout {
    covariates = List.copyOf(covariates);
    attributes = List.copyOf(attributes);
    groups = List.copyOf(groups);
    requireDistinct("covariate", covariates.stream().map(Covariate::name).toList());
    requireDistinct("group", groups);
  }

  /** A layout with neither covariates nor groups. */
  public static PanelLayout of(Frequency frequency) {
    return new PanelLayout(frequency, frequency.season(), List.of(), List.of(), List.of());
  }

  /**
   * Position of a covariate.
   *
   * @throws IllegalArgumentException where there is none of that name
   */
  public int covariate(String name) {
    for (int i = 0; i < covariates.size(); i++) {
      if (covariates.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no covariate '" + name + "'; there are " + covariates);
  }

  /**
   * Position of a group.
   *
   * @throws IllegalArgumentException where there is none of that name
   */
  public int group(String name) {
    int position = groups.indexOf(name);
    if (position < 0) {
      throw new IllegalArgumentException("no group '" + name + "'; there are " + groups);
    }
    return position;
  }

  /** The layout of a group's own history: the same grid, no covariates, no groups. */
  public PanelLayout ofGroup() {
    return new PanelLayout(frequency, season, List.of(), List.of(), List.of());
  }

  private static void requireDistinct(String what, List<String> names) {
    Map<String, Integer> seen = new HashMap<>();
    for (String name : names) {
      if (seen.merge(name, 1, Integer::sum) > 1) {
        throw new IllegalArgumentException(what + " '" + name + "' is declared twice");
      }
    }
  }
}
