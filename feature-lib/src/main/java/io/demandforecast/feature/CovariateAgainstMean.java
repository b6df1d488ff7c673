package io.demandforecast.feature;

import io.demandforecast.series.TargetView;
import java.util.List;

/**
 * A covariate over its mean up to the origin.
 *
 * @param covariate what is compared
 * @param window periods of the mean; {@link Feature#ALL_HISTORY} for all up to the origin
 */
record CovariateAgainstMean(CovariateReading covariate, int window) implements TargetFeature {

  @Override
  public String name() {
    return covariate.name() + "_vs_mean_" + (window == ALL_HISTORY ? "all" : window);
  }

  @Override
  public List<String> inputs() {
    return List.of(covariate.name());
  }

  @Override
  public int history() {
    return window;
  }

  @Override
  public boolean inUnits() {
    return false;
  }

  @Override
  public double at(TargetView target) {
    return Ratio.of(covariate.freshest(target), covariate.mean(target, window));
  }
}
