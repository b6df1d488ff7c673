package io.demandforecast.config;

import io.demandforecast.config.AvailabilitySettings.Condition;
import io.demandforecast.config.AvailabilitySettings.When;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code availability}. */
final class AvailabilityReader {
  private AvailabilityReader() {}

  static AvailabilitySettings read(Section availability) {
    return new AvailabilitySettings(
        availability.choices("closed-weekdays", DayOfWeek.class),
        availability.dates("closed-dates"),
        conditions(availability, "closed"),
        conditions(availability, "not-listed"));
  }

  private static List<Condition> conditions(Section availability, String key) {
    List<Condition> conditions = new ArrayList<>();
    for (Section condition : availability.sections(key)) {
      When when = condition.choice("when", When.class);
      Optional<Double> value = condition.optionalNumber("value");
      if (condition.sound("when", "value") && value.isPresent() != (when == When.EQUALS)) {
        condition.problem(
            "value",
            when == When.EQUALS
                ? "missing: when = equals needs the number to compare with"
                : "when = missing compares with no value");
      }
      conditions.add(
          new Condition(
              condition.requiredText("covariate", "the covariate looked at"),
              when,
              value.orElse(0.0)));
    }
    return conditions;
  }
}
