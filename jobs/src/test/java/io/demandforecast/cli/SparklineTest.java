package io.demandforecast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SparklineTest {
  @Test
  void barsGrowWithTheNumbers() {
    assertEquals(
        "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588",
        Sparkline.of(List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0), 0, 7));
  }

  @Test
  void whatIsUnknownIsADot() {
    assertEquals("\u2588\u00b7\u2581", Sparkline.of(List.of(3.0, Double.NaN, 0.0), 0, 3));
  }

  @Test
  void whatLiesOutsideIsCut() {
    assertEquals("\u2581\u2588", Sparkline.of(List.of(-5.0, 50.0), 0, 10));
  }

  @Test
  void aFlatLineLiesLow() {
    assertEquals("\u2581\u2581", Sparkline.of(List.of(0.0, 0.0), 0, 0));
  }
}
