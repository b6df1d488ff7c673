package io.demandforecast.feature;

import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.SeriesView;
import java.io.Serializable;

/**
 * A group, and what a figure of its history is divided by.
 *
 * @param group its name
 * @param index its position in the layout
 * @param units what figures in units are divided by
 */
record Membership(String group, int index, Units units) implements Serializable {

  /** What a group's figures in units are divided by. */
  enum Units {
    /** The scale of the series: the figure is in units, as those of the series are. */
    OF_SERIES("_of_"),
    /** The group's own scale: the figure is free of units. */
    OF_GROUP("_scaled_of_");

    private final String suffix;

    Units(String suffix) {
      this.suffix = suffix;
    }
  }

  /**
   * @throws IllegalArgumentException where there is no group of that name
   */
  static Membership of(String group, Units units, PanelLayout layout) {
    return new Membership(group, layout.group(group), units);
  }

  /** What stands behind a figure's name to make it one of the group's. */
  String suffix() {
    return units.suffix + group;
  }

  /** A figure's value once it is divided by the group's scale, where that is asked for. */
  double inItsUnits(double value, SeriesView members) {
    return units == Units.OF_GROUP ? value / SeriesScale.of(members) : value;
  }

  /** Whether a figure is in units once it is taken of the group. */
  boolean inUnits(Feature figure) {
    return figure.inUnits() && units == Units.OF_SERIES;
  }

  /**
   * @throws IllegalArgumentException where a figure free of units is to be divided by a scale
   */
  void requireUnitsFor(Feature figure) {
    if (units == Units.OF_GROUP && !figure.inUnits()) {
      throw new IllegalArgumentException(
          figure.name() + " is free of units already; write " + figure.name() + "_of_" + group);
    }
  }
}
