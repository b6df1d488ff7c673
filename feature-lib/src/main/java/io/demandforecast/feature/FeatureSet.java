package io.demandforecast.feature;

import io.demandforecast.digest.Sha256;
import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.SeriesView;
import io.demandforecast.series.TargetView;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * An ordered list of features that writes one row of floats. The same set makes the rows of
 * training, of a backtest and of tonight.
 *
 * <p>A row is filled in two steps, so that what is the same for all leads of an origin is computed
 * once: {@link #originInto} for an origin, then {@link #targetInto} for each period after it.
 */
public final class FeatureSet implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<Feature> features;
  private final OriginFeature[] originFeatures;
  private final int[] originPositions;
  private final boolean[] originInUnits;
  private final TargetFeature[] targetFeatures;
  private final int[] targetPositions;
  private final boolean[] targetInUnits;

  /**
   * @throws IllegalArgumentException where two features have the same name
   */
  public FeatureSet(List<Feature> features) {
    this.features = List.copyOf(features);
    requireDistinct(this.features);
    int size = this.features.size();
    int[] origins = positions(OriginFeature.class);
    originPositions = origins;
    originFeatures = new OriginFeature[origins.length];
    originInUnits = new boolean[origins.length];
    for (int i = 0; i < origins.length; i++) {
      originFeatures[i] = (OriginFeature) this.features.get(origins[i]);
      originInUnits[i] = originFeatures[i].inUnits();
    }
    int[] targets = positions(TargetFeature.class);
    targetPositions = targets;
    targetFeatures = new TargetFeature[size - origins.length];
    targetInUnits = new boolean[size - origins.length];
    for (int i = 0; i < targets.length; i++) {
      targetFeatures[i] = (TargetFeature) this.features.get(targets[i]);
      targetInUnits[i] = targetFeatures[i].inUnits();
    }
  }

  /**
   * The set of the features that texts name, in their order.
   *
   * @throws IllegalArgumentException with every text that names none, or is there twice
   */
  public static FeatureSet parse(List<String> texts, PanelLayout layout) {
    List<Feature> features = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String text : texts) {
      try {
        features.add(FeatureParser.parse(text, layout));
      } catch (IllegalArgumentException problem) {
        problems.add(problem.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return new FeatureSet(features);
  }

  /** Number of features: floats a row. */
  public int size() {
    return features.size();
  }

  /** Names in the order of a row. */
  public List<String> names() {
    return features.stream().map(Feature::name).toList();
  }

  /** Features in the order of a row. */
  public List<Feature> features() {
    return features;
  }

  /** Periods of history that bear on a row: the greatest {@link Feature#history()}. */
  public int history() {
    return features.stream().mapToInt(Feature::history).max().orElse(0);
  }

  /** Periods past the target that are looked at: the greatest {@link Feature#ahead()}. */
  public int ahead() {
    return features.stream().mapToInt(Feature::ahead).max().orElse(0);
  }

  /**
   * SHA-256, in hexadecimal, of what the set is: the names in order, and what a name leaves open (a
   * season's length), which shows in the history needed.
   */
  public String hash() {
    StringBuilder text = new StringBuilder();
    for (Feature feature : features) {
      text.append(feature.name())
          .append('\t')
          .append(feature.history())
          .append('\t')
          .append(feature.inUnits())
          .append('\n');
    }
    return Sha256.of(text.toString());
  }

  /**
   * Fills the places of the features that are the same for all leads of an origin.
   *
   * @param known the series as known at the origin
   * @param scale what features in units are divided by, above 0
   * @param row {@link #size()} floats; missing and infinite values are NaN
   */
  public void originInto(SeriesView known, double scale, float[] row) {
    for (int i = 0; i < originFeatures.length; i++) {
      double value = originFeatures[i].at(known);
      row[originPositions[i]] = finite(originInUnits[i] ? value / scale : value);
    }
  }

  /**
   * Fills the places of the features of one target period.
   *
   * @param target the period, and what is known ahead of it
   * @param scale what features in units are divided by, above 0
   * @param row {@link #size()} floats; missing and infinite values are NaN
   */
  public void targetInto(TargetView target, double scale, float[] row) {
    for (int i = 0; i < targetFeatures.length; i++) {
      double value = targetFeatures[i].at(target);
      row[targetPositions[i]] = finite(targetInUnits[i] ? value / scale : value);
    }
  }

  private static float finite(double value) {
    float narrow = (float) value;
    return Float.isInfinite(narrow) ? Float.NaN : narrow;
  }

  private int[] positions(Class<? extends Feature> kind) {
    return IntStream.range(0, features.size())
        .filter(i -> kind.isInstance(features.get(i)))
        .toArray();
  }

  private static void requireDistinct(List<Feature> features) {
    Set<String> seen = new HashSet<>();
    for (Feature feature : features) {
      if (!seen.add(feature.name())) {
        throw new IllegalArgumentException("feature '" + feature.name() + "' is there twice");
      }
    }
  }
}
