package io.demandforecast.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.series.PanelLayout.Covariate;
import io.demandforecast.series.PanelLayout.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class PanelLayoutTest {
  private static final PanelLayout LAYOUT =
      new PanelLayout(
          Frequency.daily(),
          7,
          List.of(
              new Covariate("price", true, Kind.NUMERIC), new Covariate("promo", true, Kind.FLAG)),
          List.of("size"),
          List.of("item", "store"));

  @Test
  void namesArePositions() {
    assertEquals(1, LAYOUT.covariate("promo"));
    assertEquals(0, LAYOUT.group("item"));
  }

  @Test
  void anUnknownNameIsAnsweredWithThoseThatThereAre() {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> LAYOUT.covariate("prise"))
            .getMessage()
            .contains("price"));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> LAYOUT.group("stores"))
            .getMessage()
            .contains("store"));
  }

  @Test
  void aNameStandsForOneThing() {
    Covariate price = new Covariate("price", true, Kind.NUMERIC);

    assertThrows(
        IllegalArgumentException.class,
        () -> new PanelLayout(Frequency.daily(), 7, List.of(price, price), List.of(), List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new PanelLayout(Frequency.daily(), 7, List.of(), List.of(), List.of("item", "item")));
  }

  @Test
  void aGroupHasTheSameGridAndNothingElse() {
    assertEquals(PanelLayout.of(Frequency.daily()), LAYOUT.ofGroup());
  }
}
