package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UncertaintyReaderTest {
  private static final String EXPECTED =
      ": expected at least one level between 0 and 1 (both excluded), ascending";

  @TempDir Path folder;
  private ConfigFixture fixture;

  @BeforeEach
  void makeFixture() {
    fixture = new ConfigFixture(folder);
  }

  @Test
  void defaults() {
    assertEquals(
        new UncertaintySettings(
            List.of(0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975),
            List.of(7, 14, 28),
            List.of(7, 14, 28),
            300),
        fixture.load().uncertainty());
  }

  @Test
  void allSettings() {
    assertEquals(
        new UncertaintySettings(List.of(0.1, 0.9), List.of(1, 28), List.of(3, 10), 5),
        fixture
            .load(
                "uncertainty { quantiles = [0.1, 0.9], buckets = [1, 28], lead-times = [3, 10],"
                    + " min-errors = 5 }")
            .uncertainty());
  }

  @Test
  void bucketsFollowTheHorizon() {
    assertEquals(List.of(22, 45, 90), fixture.load("horizon = 90").uncertainty().buckets());
    assertEquals(List.of(1, 3), fixture.load("horizon = 3").uncertainty().buckets());
    assertEquals(List.of(1), fixture.load("horizon = 1").uncertainty().buckets());
  }

  @Test
  void leadTimesFollowTheFrequencyAsFarAsTheHorizonGoes() {
    assertEquals(List.of(7, 14), fixture.load("horizon = 20").uncertainty().leadTimes());
    assertEquals(List.of(3), fixture.load("horizon = 3").uncertainty().leadTimes());
    assertEquals(List.of(24L, 48L), LeadTimes.within("hourly", 50));
    assertEquals(List.of(2L, 4L, 8L), LeadTimes.within("weekly", 8));
    assertEquals(List.of(2L, 3L, 6L), LeadTimes.within("monthly", 12));
  }

  @Test
  void wrongValuesAreNamedWithFileAndLine() {
    fixture.requireRefusal("uncertainty.quantiles = []", "uncertainty.quantiles = []" + EXPECTED);
    fixture.requireRefusal(
        "uncertainty.quantiles = [0, 0.5]", "uncertainty.quantiles = [0, 0.5]" + EXPECTED);
    fixture.requireRefusal(
        "uncertainty.quantiles = [0.5, 1]", "uncertainty.quantiles = [0.5, 1]" + EXPECTED);
    fixture.requireRefusal(
        "uncertainty.quantiles = [0.9, 0.1]", "uncertainty.quantiles = [0.9, 0.1]" + EXPECTED);
    fixture.requireRefusal(
        "uncertainty.quantiles = [0.5, 0.5]", "uncertainty.quantiles = [0.5, 0.5]" + EXPECTED);
    fixture.requireRefusal(
        "uncertainty.quantiles = [5]",
        "uncertainty.quantiles[0] = 5: expected a number from 0 to 1");
    fixture.requireRefusal(
        "uncertainty.quantiles = [\"0,5\"]",
        "uncertainty.quantiles[0] = \"0,5\": expected a number from 0 to 1");
    fixture.requireRefusal(
        "uncertainty.buckets = [7]",
        "uncertainty.buckets = [7]: expected ascending leads that end at the horizon, 28");
    for (String leadTimes : new String[] {"[7, 7]", "[29]"}) {
      fixture.requireRefusal(
          "uncertainty.lead-times = " + leadTimes,
          "uncertainty.lead-times = "
              + leadTimes
              + ": expected ascending numbers of periods, none more than the horizon, 28");
    }
    fixture.requireRefusal(
        "uncertainty.min-errors = 0",
        "uncertainty.min-errors = 0: expected a whole number of at least 1");
  }
}
