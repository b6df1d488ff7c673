package io.demandforecast.panel;

import io.demandforecast.config.AvailabilitySettings;
import io.demandforecast.config.AvailabilitySettings.Condition;
import io.demandforecast.config.AvailabilitySettings.When;
import io.demandforecast.series.Frequency;
import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.PeriodValues;
import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a series could sell in a period: the trading calendar and the assortment. A period in
 * which it could not is no demand of zero, and no forecast is owed for it.
 */
public final class Availability implements Serializable {
  private static final long serialVersionUID = 1L;

  private record Test(int covariate, When when, float value) implements Serializable {
    boolean holds(PeriodValues[] covariates, int period) {
      float found = covariates[covariate].at(period);
      return when == When.MISSING ? Float.isNaN(found) : found == value;
    }
  }

  private final Frequency frequency;
  private final Set<DayOfWeek> closedWeekdays;
  private final Set<LocalDate> closedDates;
  private final List<Test> tests = new ArrayList<>();

  public Availability(AvailabilitySettings settings, PanelLayout layout) {
    this.frequency = layout.frequency();
    this.closedWeekdays = EnumSet.noneOf(DayOfWeek.class);
    closedWeekdays.addAll(settings.closedWeekdays());
    this.closedDates = new HashSet<>(settings.closedDates());
    for (List<Condition> conditions : List.of(settings.closed(), settings.notListed())) {
      for (Condition condition : conditions) {
        tests.add(
            new Test(
                layout.covariate(condition.covariate()),
                condition.when(),
                (float) condition.value()));
      }
    }
  }

  /** Whether a series with these covariates could sell in the period. */
  public boolean sells(PeriodValues[] covariates, int period) {
    if (!closedWeekdays.isEmpty() || !closedDates.isEmpty()) {
      LocalDate day = frequency.date(period);
      if (closedWeekdays.contains(day.getDayOfWeek()) || closedDates.contains(day)) {
        return false;
      }
    }
    for (Test test : tests) {
      if (test.holds(covariates, period)) {
        return false;
      }
    }
    return true;
  }

  /** Whether every series can always sell, so that nothing needs looking at. */
  public boolean always() {
    return closedWeekdays.isEmpty() && closedDates.isEmpty() && tests.isEmpty();
  }
}
