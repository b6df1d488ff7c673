package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import java.util.List;
import java.util.Locale;

/** A statistic of the known values of a window that ends with the origin. */
record RollingStatistic(Statistic statistic, int window) implements OriginFeature {

  /** What is made of the values; its name in small letters is that of the feature. */
  enum Statistic {
    MEAN,
    /** Of a population. */
    DEVIATION,
    MIN,
    MAX
  }

  @Override
  public String name() {
    return "rolling_" + statistic.name().toLowerCase(Locale.ROOT) + "_" + window;
  }

  @Override
  public List<String> inputs() {
    return Inputs.TARGET;
  }

  @Override
  public int history() {
    return window;
  }

  @Override
  public boolean inUnits() {
    return true;
  }

  @Override
  public double at(SeriesView known) {
    return switch (statistic) {
      case MEAN -> known.mean(window);
      case DEVIATION -> known.deviation(window);
      case MIN -> known.minimum(window);
      case MAX -> known.maximum(window);
    };
  }
}
