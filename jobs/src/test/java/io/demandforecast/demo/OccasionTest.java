package io.demandforecast.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OccasionTest {

  @ParameterizedTest
  @ValueSource(strings = {"2019-04-21", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05"})
  void easterIsOnItsSunday(LocalDate easter) {
    assertEquals(easter, Occasion.EASTER.in(easter.getYear()));
  }

  @Test
  void blackFridayIsTheFourthFridayOfNovember() {
    assertEquals(LocalDate.of(2025, 11, 28), Occasion.BLACK_FRIDAY.in(2025));
  }

  @Test
  void noTwoFallOnOneDay() {
    for (int year = 2005; year <= 2028; year++) {
      Set<LocalDate> days = new HashSet<>();
      for (Occasion occasion : Occasion.values()) {
        assertTrue(days.add(occasion.in(year)), occasion + " of " + year);
      }
    }
  }

  @Test
  void aRegionalHolidayClosesOneRegion() {
    assertTrue(Occasion.EPIPHANY.closes(Region.SOUTH));
    assertFalse(Occasion.EPIPHANY.closes(Region.NORTH));
  }

  @ParameterizedTest
  @EnumSource(Occasion.class)
  void nobodyShopsEarlierThanTheLongestLeadIn(Occasion occasion) {
    for (Department department : Department.values()) {
      assertEquals(0, occasion.lift(department, Occasion.LONGEST_LEAD_IN + 1));
    }
  }

  @Test
  void theLiftRisesTowardsTheDay() {
    assertTrue(
        Occasion.CHRISTMAS.lift(Department.TOYS, 1) > Occasion.CHRISTMAS.lift(Department.TOYS, 5));
  }
}
