package io.demandforecast.config;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

/**
 * When a series could not sell: such periods are no demand of zero, neither in the target nor in
 * features nor in metrics, and no forecast is owed for them.
 *
 * @param closedWeekdays days of the week on which all is closed (hourly and daily data)
 * @param closedDates single days on which all is closed (hourly and daily data)
 * @param closed conditions on covariates: the place was closed
 * @param notListed conditions on covariates: the item was not in the assortment
 */
public record AvailabilitySettings(
    List<DayOfWeek> closedWeekdays,
    List<LocalDate> closedDates,
    List<Condition> closed,
    List<Condition> notListed)
    implements Serializable {

  public AvailabilitySettings {
    closedWeekdays = List.copyOf(closedWeekdays);
    closedDates = List.copyOf(closedDates);
    closed = List.copyOf(closed);
    notListed = List.copyOf(notListed);
  }

  /** Settings without single closed days. */
  public AvailabilitySettings(
      List<DayOfWeek> closedWeekdays, List<Condition> closed, List<Condition> notListed) {
    this(closedWeekdays, List.of(), closed, notListed);
  }

  /** A covariate is missing, or equals a number. */
  public record Condition(String covariate, When when, double value) implements Serializable {}

  /** What of the covariate is looked at. */
  public enum When {
    MISSING,
    EQUALS
  }
}
