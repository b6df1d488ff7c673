package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.AuditSettings.Check;
import io.demandforecast.config.AuditSettings.Severity;
import io.demandforecast.config.PublicationSettings.RecordFeatures;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationReaderTest {
  private static final Map<Check, Severity> SEVERITIES = severities();

  @TempDir Path folder;
  private ConfigFixture fixture;

  @BeforeEach
  void makeFixture() {
    fixture = new ConfigFixture(folder);
  }

  @Test
  void defaults() {
    assertEquals(
        new PublicationSettings(
            "production",
            0.3,
            3.0,
            0.5,
            RecordFeatures.FORECAST,
            false,
            new AuditSettings(1, 0, 0.5, 2, 0.15, SEVERITIES),
            Optional.empty(),
            new WatchSettings(0, 2000, 0.25, 0.2, 0.5, 0.1, false, 3)),
        fixture.load().publication());
  }

  @Test
  void allSettings() {
    assertEquals(
        new PublicationSettings(
            "trial",
            0.5,
            2,
            0,
            RecordFeatures.NONE,
            true,
            new AuditSettings(0.9, 0.1, 0.2, 5, 0.3, allWarn()),
            Optional.of(new PartialFeed("shop", Optional.of(LocalTime.of(6, 30)), 2, 5, 0.1)),
            new WatchSettings(14, 10, 0.3, 0.4, 0.6, 0.2, true, 0)),
        fixture
            .load(
                "publication { channel = trial, min-total-ratio = 0.5, max-total-ratio = 2,"
                    + " max-fallback-share = 0, record-features = none, materialise = true, min-complete-share = 0.9,"
                    + " max-crossing-share = 0.1, min-ratio-to-last = 0.2, max-ratio-to-last = 5,"
                    + " max-coverage-shortfall = 0.3, severity { rows-complete = warn, no-null = warn,"
                    + " no-negative = warn, quantiles-ordered = warn, total-in-bounds = warn,"
                    + " total-near-last = warn, fallback-share = warn, coverage = warn,"
                    + " known-ahead = warn, late-share = warn },"
                    + " partial { feed = shop, by = \"06:30\", by-days = 2, max-periods = 5,"
                    + " max-share = 0.1 }, watch { periods = 14, sample = 10, max-psi = 0.3,"
                    + " max-wape-growth = 0.4, max-tracking-signal = 0.6,"
                    + " max-coverage-shortfall = 0.2, retrain = true, retrain-rest-days = 0 } }")
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
        "publication.min-ratio-to-last = 2",
        "publication.max-ratio-to-last = 2: expected more than min-ratio-to-last = 2.0");
    fixture.requireRefusal(
        "publication.partial.by = \"6 pm\"",
        "publication.partial.by = \"6 pm\": expected a time of day such as 06:00");
    fixture.requireRefusal(
        "publication.partial.feed = depot",
        "publication.partial.feed = \"depot\": 'depot' is neither a key nor an attribute; there are: shop, article, region");
    fixture.requireRefusal(
        "publication.severity.coverage = loud",
        "publication.severity.coverage = \"loud\": expected one of block, warn");
    fixture.requireRefusal(
        "publication.record-features = maybe",
        "publication.record-features = \"maybe\": expected one of none, forecast, all");
  }

  private static Map<Check, Severity> severities() {
    Map<Check, Severity> severities = new EnumMap<>(Check.class);
    for (Check check : Check.values()) {
      severities.put(
          check,
          check == Check.COVERAGE || check == Check.KNOWN_AHEAD ? Severity.WARN : Severity.BLOCK);
    }
    return severities;
  }

  private static Map<Check, Severity> allWarn() {
    Map<Check, Severity> severities = severities();
    severities.replaceAll((check, severity) -> Severity.WARN);
    return severities;
  }
}
