package io.demandforecast.feature;

import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.PanelLayout.Kind;
import io.demandforecast.series.TargetView;
import java.io.Serializable;

/**
 * Whether an event falls on a period: an event covariate has a code there, or a flag is up.
 *
 * @param covariate where the event is found
 * @param kind the covariate's kind
 */
record EventReading(CovariateReading covariate, Kind kind) implements Serializable {

  /** Periods past which an event no longer bears on demand; distances are capped here. */
  static final int REACH = 30;

  /**
   * @throws IllegalArgumentException where there is no covariate of that name
   */
  static EventReading of(String name, PanelLayout layout) {
    CovariateReading reading = CovariateReading.of(name, layout);
    return new EventReading(reading, layout.covariates().get(reading.index()).kind());
  }

  /** Whether it falls some periods before the freshest that the covariate is known for. */
  boolean falls(TargetView target, int back) {
    float value = covariate.freshest(target, back);
    return kind == Kind.EVENT ? !Float.isNaN(value) : value > 0;
  }
}
