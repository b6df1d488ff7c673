package io.demandforecast.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoSizeTest {

  @ParameterizedTest
  @CsvSource({"0, 1, 1, 0", "1, 0, 1, 0", "1, 1, 0, 0", "1, 1, 1, -1", "10001, 1, 1, 0"})
  void aNumberOutOfBoundsIsAnErrorOfUsage(int stores, int items, int days, int horizon) {
    ForecastException refused =
        assertThrows(ForecastException.class, () -> new DemoSize(stores, items, days, horizon));
    assertEquals(ExitCode.USAGE, refused.exitCode());
  }

  @Test
  void theMessageNamesTheNumberAndItsBounds() {
    ForecastException refused =
        assertThrows(ForecastException.class, () -> new DemoSize(4, 25, 0, 28));
    assertEquals("demo data: days is 0; give a number from 1 to 7305", refused.getMessage());
  }
}
