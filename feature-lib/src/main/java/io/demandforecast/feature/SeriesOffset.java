package io.demandforecast.feature;

import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.SeriesView;
import io.demandforecast.series.TargetView;
import java.io.Serializable;
import java.util.List;

/**
 * The simple forecast that trees start from, so that they learn what it misses and not the level of
 * each series: a level in the target's units, times ratios such as a group's seasonal index.
 */
public final class SeriesOffset implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Bounds of a ratio: beyond them it says more about few observations than about demand. */
  private static final double LEAST_RATIO = 0.3;

  private static final double GREATEST_RATIO = 3;

  private final List<Feature> factors;

  /**
   * @param factors the level first, then ratios; none: the offset is zero
   * @throws IllegalArgumentException where the first is not in units of the target, or another is
   */
  public SeriesOffset(List<Feature> factors) {
    this.factors = List.copyOf(factors);
    for (int i = 0; i < factors.size(); i++) {
      if (factors.get(i).inUnits() != (i == 0)) {
        throw new IllegalArgumentException(
            "offset: '"
                + factors.get(i).name()
                + (i == 0 ? "' is no level in units of the target" : "' is no ratio"));
      }
    }
  }

  /**
   * The offset of the features that texts name.
   *
   * @throws IllegalArgumentException where a text names none, or one that does not fit its place
   */
  public static SeriesOffset parse(List<String> texts, PanelLayout layout) {
    return new SeriesOffset(texts.stream().map(text -> FeatureParser.parse(text, layout)).toList());
  }

  /** Names of the factors. */
  public List<String> names() {
    return factors.stream().map(Feature::name).toList();
  }

  /** The offset for a target, in the target's units; 0 where the level is not known. */
  public double at(TargetView target) {
    double product = 0;
    for (int i = 0; i < factors.size(); i++) {
      double value = value(factors.get(i), target.known(), target);
      if (i == 0) {
        product = Double.isFinite(value) ? value : 0;
      } else if (Double.isFinite(value)) {
        product *= Math.min(Math.max(value, LEAST_RATIO), GREATEST_RATIO);
      }
    }
    return product;
  }

  private static double value(Feature feature, SeriesView known, TargetView target) {
    return feature instanceof OriginFeature origin
        ? origin.at(known)
        : ((TargetFeature) feature).at(target);
  }
}
