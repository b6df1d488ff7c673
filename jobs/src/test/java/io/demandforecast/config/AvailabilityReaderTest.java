package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.AvailabilitySettings.Condition;
import io.demandforecast.config.AvailabilitySettings.When;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvailabilityReaderTest {
  @TempDir Path folder;
  private ConfigFixture fixture;

  @BeforeEach
  void makeFixture() {
    fixture = new ConfigFixture(folder);
  }

  @Test
  void byDefaultAllIsAlwaysOnSale() {
    assertEquals(
        new AvailabilitySettings(List.of(), List.of(), List.of()), fixture.load().availability());
  }

  @Test
  void allSettings() {
    assertEquals(
        new AvailabilitySettings(
            List.of(DayOfWeek.SUNDAY),
            List.of(LocalDate.of(2024, 12, 25)),
            List.of(new Condition("open", When.EQUALS, 0)),
            List.of(new Condition("feast", When.MISSING, 0))),
        fixture
            .load(
                """
                availability {
                  closed-weekdays = [sunday]
                  closed-dates = [2024-12-25]
                  closed = [{ covariate = open, when = equals, value = 0 }]
                  not-listed = [{ covariate = feast, when = missing }]
                }
                """)
            .availability());
  }

  @Test
  void wrongValuesAreNamedWithFileAndLine() {
    fixture.requireRefusal(
        "availability.closed-dates = [2024-02-30]",
        "availability.closed-dates[0] = \"2024-02-30\": expected a date such as 2024-12-31");
    fixture.requireRefusal(
        "availability.closed = [{ covariate = opem, when = missing }]",
        "availability.closed[0].covariate = \"opem\": there is no covariate 'opem'; did you mean"
            + " 'open'?");
    fixture.requireRefusal(
        "availability.closed = [{ covariate = open, when = equals }]",
        "availability.closed[0].value: missing: when = equals needs the number to compare with");
    fixture.requireRefusal(
        "availability.not-listed = [{ covariate = open, when = missing, value = 1 }]",
        "availability.not-listed[0].value = 1: when = missing compares with no value");
    fixture.requireRefusal(
        "availability.not-listed = [{ when = missing }]",
        "availability.not-listed[0].covariate: missing: the covariate looked at is required");
    fixture.requireRefusal(
        "availability.closed-weekdays = [monday, tuesday, wednesday, thursday, friday, saturday,"
            + " sunday]",
        "availability.closed-weekdays = [\"monday\", \"tuesday\", \"wednesday\", \"thursday\","
            + " \"friday\", \"saturday\", \"sunday\"]: all days of the week are closed: nothing is"
            + " sold");
  }

  @Test
  void monthsHaveNoClosedDays() {
    fixture.requireRefusal(
        "frequency = monthly, availability.closed-weekdays = [sunday]",
        "availability.closed-weekdays = [\"sunday\"]: is of meaning for hourly and daily data, not"
            + " for monthly");
  }
}
