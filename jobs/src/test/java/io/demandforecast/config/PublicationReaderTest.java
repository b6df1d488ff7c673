package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.PublicationSettings.RecordFeatures;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationReaderTest {
  @TempDir Path folder;
  private ConfigFixture fixture;

  @BeforeEach
  void makeFixture() {
    fixture = new ConfigFixture(folder);
  }

  @Test
  void defaults() {
    assertEquals(
        new PublicationSettings("production", 0.3, 3.0, 0.5, RecordFeatures.FORECAST),
        fixture.load().publication());
  }

  @Test
  void allSettings() {
    assertEquals(
        new PublicationSettings("trial", 0.5, 2, 0, RecordFeatures.NONE),
        fixture
            .load(
                "publication { channel = trial, min-total-ratio = 0.5, max-total-ratio = 2,"
                    + " max-fallback-share = 0, record-features = none }")
            .publication());
  }

  @Test
  void wrongValuesAreNamedWithFileAndLine() {
    fixture.requireRefusal(
        "publication.channel = a/b",
        "publication.channel = \"a/b\": expected letters, digits, '_' and '-' only");
    fixture.requireRefusal(
        "publication.min-total-ratio = -1",
        "publication.min-total-ratio = -1: expected a number of at least 0");
    fixture.requireRefusal(
        "publication.max-total-ratio = 0.1",
        "publication.max-total-ratio = 0.1: expected more than min-total-ratio = 0.3");
    fixture.requireRefusal(
        "publication.max-fallback-share = 50",
        "publication.max-fallback-share = 50: expected a number from 0 to 1");
    fixture.requireRefusal(
        "publication.record-features = maybe",
        "publication.record-features = \"maybe\": expected one of none, forecast, all");
  }
}
