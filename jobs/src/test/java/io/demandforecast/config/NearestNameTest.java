package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  @Test
  void countsChangedMissingSuperfluousAndSwappedLetters() {
    assertEquals(0, NearestName.distance("seed", "seed"));
    assertEquals(1, NearestName.distance("seed", "sead"));
    assertEquals(1, NearestName.distance("seed", "sed"));
    assertEquals(1, NearestName.distance("seed", "seeds"));
    assertEquals(1, NearestName.distance("seed", "sede"));
    assertEquals(4, NearestName.distance("", "seed"));
  }

  @Test
  void theNearestIsNamed() {
    List<String> names = List.of("seed", "step", "max-rows");
    assertEquals(Optional.of("seed"), NearestName.of("sed", names));
    assertEquals(Optional.of("max-rows"), NearestName.of("MAX_ROWS", names));
    assertEquals("; did you mean 'step'?", NearestName.hint("stpe", names));
  }

  @Test
  void whereNoneIsNearAllAreNamed() {
    List<String> names = List.of("seed", "step");
    assertEquals(Optional.empty(), NearestName.of("quantity", names));
    assertEquals("; there are: seed, step", NearestName.hint("quantity", names));
    assertEquals("", NearestName.hint("quantity", List.of()));
  }
}
