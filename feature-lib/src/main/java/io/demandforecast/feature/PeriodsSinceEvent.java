package io.demandforecast.feature;

import io.demandforecast.series.TargetView;
import java.util.List;

/**
 * Periods from the last event to the target (to the origin where the event is not known ahead), 0
 * on it, at most 30.
 */
record PeriodsSinceEvent(EventReading event) implements TargetFeature {

  @Override
  public String name() {
    return "periods_since_" + event.covariate().name();
  }

  @Override
  public List<String> inputs() {
    return List.of(event.covariate().name());
  }

  @Override
  public int history() {
    return EventReading.REACH;
  }

  @Override
  public boolean inUnits() {
    return false;
  }

  @Override
  public double at(TargetView target) {
    int distance = 0;
    while (distance < EventReading.REACH && !event.falls(target, distance)) {
      distance++;
    }
    return distance;
  }
}
