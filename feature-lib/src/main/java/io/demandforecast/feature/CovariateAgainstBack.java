package io.demandforecast.feature;

import io.demandforecast.series.TargetView;
import java.util.List;

/**
 * A covariate over its own value some periods before the origin: a price cut.
 *
 * @param covariate what is compared
 * @param back periods before the origin, 0 for the origin itself
 */
record CovariateAgainstBack(CovariateReading covariate, int back) implements TargetFeature {

  @Override
  public String name() {
    return covariate.name() + (back == 0 ? "_vs_origin" : "_vs_back_" + back);
  }

  @Override
  public List<String> inputs() {
    return List.of(covariate.name());
  }

  @Override
  public int history() {
    return back + 1;
  }

  @Override
  public boolean inUnits() {
    return false;
  }

  @Override
  public double at(TargetView target) {
    return Ratio.of(covariate.freshest(target), covariate.atOrigin(target, back));
  }
}
