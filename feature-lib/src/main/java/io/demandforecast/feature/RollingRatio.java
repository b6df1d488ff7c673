package io.demandforecast.feature;

import io.demandforecast.series.SeriesView;
import java.util.List;

/**
 * Mean of a near window over that of a far one, both ending with the origin: where demand is
 * heading.
 */
record RollingRatio(int near, int far) implements OriginFeature {

  @Override
  public String name() {
    return "rolling_ratio_" + near + "_" + far;
  }

  @Override
  public List<String> inputs() {
    return Inputs.TARGET;
  }

  @Override
  public int history() {
    return Math.max(near, far);
  }

  @Override
  public boolean inUnits() {
    return false;
  }

  @Override
  public double at(SeriesView known) {
    return Ratio.of(known.mean(near), known.mean(far));
  }
}
