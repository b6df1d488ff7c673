package io.demandforecast.panel;

import java.io.Serializable;

/** A number in [0, 1) for each series, by its id alone: which series are in a sample. */
@FunctionalInterface
public interface SeriesDraw extends Serializable {
  double of(String seriesId);
}
