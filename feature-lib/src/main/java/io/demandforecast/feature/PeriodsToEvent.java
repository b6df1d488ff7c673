package io.demandforecast.feature;

import io.demandforecast.series.TargetView;
import java.util.List;

/**
 * Periods from the target to the next event, 0 on it, at most 30. Looks past the target by as many.
 */
record PeriodsToEvent(EventReading event) implements TargetFeature {

  PeriodsToEvent {
    event.covariate().requireKnownAhead();
  }

  @Override
  public String name() {
    return "periods_to_" + event.covariate().name();
  }

  @Override
  public List<String> inputs() {
    return List.of(event.covariate().name());
  }

  @Override
  public int history() {
    return 0;
  }

  @Override
  public int ahead() {
    return EventReading.REACH - 1;
  }

  @Override
  public boolean inUnits() {
    return false;
  }

  @Override
  public double at(TargetView target) {
    int distance = 0;
    while (distance < EventReading.REACH && !event.falls(target, -distance)) {
      distance++;
    }
    return distance;
  }
}
