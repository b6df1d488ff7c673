package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.DemandPolicy.Duplicates;
import io.demandforecast.config.DemandPolicy.Gaps;
import io.demandforecast.config.DemandPolicy.LeadingZeros;
import io.demandforecast.config.DemandPolicy.Negatives;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemandReaderTest {
  @TempDir Path folder;
  private ConfigFixture fixture;

  @BeforeEach
  void makeFixture() {
    fixture = new ConfigFixture(folder);
  }

  @Test
  void defaults() {
    assertEquals(
        new DemandPolicy(
            Negatives.QUARANTINE, Duplicates.QUARANTINE, Gaps.ZERO, LeadingZeros.DROP, true),
        fixture.load().demand());
  }

  @Test
  void allSettings() {
    assertEquals(
        new DemandPolicy(Negatives.KEEP, Duplicates.LAST, Gaps.MISSING, LeadingZeros.KEEP, false),
        fixture
            .load(
                "demand { negatives = keep, duplicates = last, gaps = missing,"
                    + " leading-zeros = keep, counts = false }")
            .demand());
  }

  @Test
  void wrongValuesAreNamedWithFileAndLine() {
    fixture.requireRefusal(
        "demand.negatives = return",
        "demand.negatives = \"return\": expected one of keep, clip, returns, quarantine; did you"
            + " mean 'returns'?");
    fixture.requireRefusal(
        "demand.duplicates = add",
        "demand.duplicates = \"add\": expected one of sum, last, quarantine");
    fixture.requireRefusal(
        "demand.leading-zeros = 0", "demand.leading-zeros = 0: expected one of drop, keep");
    fixture.requireRefusal("demand.counts = 1", "demand.counts = 1: expected true or false");
  }

  @Test
  void negativesThatAreKeptAreNoCounts() {
    fixture.requireRefusal(
        "demand { negatives = keep, counts = true }",
        "demand.counts = true: negatives = keep says that demand can be below zero: expected"
            + " counts = false, or negatives = clip, returns or quarantine");
  }
}
