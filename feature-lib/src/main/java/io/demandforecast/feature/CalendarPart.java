package io.demandforecast.feature;

import io.demandforecast.series.Frequency;
import io.demandforecast.series.Frequency.Unit;
import io.demandforecast.series.TargetView;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;

/**
 * A part of the target period's date: the day itself, a week's last day, a month's first day; of
 * hourly data the UTC day.
 */
record CalendarPart(Part part, Frequency frequency) implements TargetFeature {

  private static final int HOURS_A_DAY = 24;

  /** Parts of a date, with the coarsest kind of period that they tell apart. */
  enum Part {
    /** 1 (Monday) to 7 (ISO 8601). */
    WEEKDAY(Unit.DAILY),
    /** 1 to 12. */
    MONTH(Unit.MONTHLY),
    /** 1 to 31. */
    DAY_OF_MONTH(Unit.WEEKLY),
    /** 1 to 53 (ISO 8601). */
    WEEK_OF_YEAR(Unit.WEEKLY),
    /** 1 to 366. */
    DAY_OF_YEAR(Unit.WEEKLY),
    /** 0 to 23, UTC. */
    HOUR(Unit.HOURLY);

    private final Unit coarsest;

    Part(Unit coarsest) {
      this.coarsest = coarsest;
    }
  }

  CalendarPart {
    if (frequency.unit().compareTo(part.coarsest) > 0) {
      throw new IllegalArgumentException(
          "it says nothing about " + text(frequency.unit()) + " periods");
    }
  }

  @Override
  public String name() {
    return text(part);
  }

  @Override
  public List<String> inputs() {
    return Inputs.NONE;
  }

  @Override
  public int history() {
    return 0;
  }

  @Override
  public boolean inUnits() {
    return false;
  }

  @Override
  public double at(TargetView target) {
    int period = target.period();
    if (part == Part.HOUR) {
      return Math.floorMod(period, HOURS_A_DAY);
    }
    LocalDate date = frequency.date(period);
    return switch (part) {
      case WEEKDAY -> date.getDayOfWeek().getValue();
      case MONTH -> date.getMonthValue();
      case DAY_OF_MONTH -> date.getDayOfMonth();
      case WEEK_OF_YEAR -> date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case DAY_OF_YEAR -> date.getDayOfYear();
      case HOUR -> throw new AssertionError("handled above");
    };
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
