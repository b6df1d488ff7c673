package io.demandforecast.metric;

import static java.lang.Double.NaN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ForecastValueAddedTest {

  @Test
  void itIsTheShareOfTheBaselinesErrorThatIsSaved() {
    assertEquals(0.25, ForecastValueAdded.of(0.6, 0.8), 1e-12);
    assertEquals(0, ForecastValueAdded.of(0.8, 0.8), 0);
    assertEquals(-0.5, ForecastValueAdded.of(1.2, 0.8), 1e-12);
  }

  @Test
  void itIsNotDefinedWithoutAnErrorToSave() {
    assertEquals(NaN, ForecastValueAdded.of(0.1, 0));
    assertEquals(NaN, ForecastValueAdded.of(NaN, 1));
    assertEquals(NaN, ForecastValueAdded.of(1, NaN));
  }
}
