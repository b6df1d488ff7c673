package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintenanceReaderTest {
  @TempDir Path folder;
  private ConfigFixture fixture;

  @BeforeEach
  void makeFixture() {
    fixture = new ConfigFixture(folder);
  }

  @Test
  void defaults() {
    assertEquals(
        new MaintenanceSettings(
            400,
            35,
            List.of(1, 7, 14, 28),
            30,
            400,
            7,
            90,
            Optional.of("warehouse-archive"),
            128L << 20,
            8),
        fixture.load().maintenance());
  }

  @Test
  void allSettings() {
    assertEquals(
        new MaintenanceSettings(
            800, 60, List.of(3, 28), 10, 20, 14, 50, Optional.empty(), 1L << 20, 4),
        fixture
            .load(
                "maintenance { replay-days = 800, forecast-days = 60, forecast-leads = [28, 3],"
                    + " unpublished-days = 10, quarantine-days = 20, versions-days = 14,"
                    + " model-days = 50, archive = none, file-bytes = 1MiB, small-files = 4 }")
            .maintenance());
    assertEquals(
        Optional.of("s3a://cold/shop"),
        fixture.load("maintenance.archive = \"s3a://cold/shop\"").maintenance().archive());
  }

  @Test
  void noNumberDependsOnIt() {
    assertEquals(fixture.load().hash(), fixture.load("maintenance.replay-days = 500").hash());
  }

  @Test
  void wrongValuesAreNamed() {
    fixture.requireRefusal(
        "maintenance.forecast-days = 0",
        "maintenance.forecast-days = 0: expected a whole number from 1 to 36500");
    fixture.requireRefusal(
        "maintenance.small-files = 1",
        "maintenance.small-files = 1: expected a whole number from 2 to 1000000");
  }
}
