package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.config.MonitoringSettings.Pushgateway;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitoringReaderTest {
  @TempDir Path folder;
  private ConfigFixture fixture;

  @BeforeEach
  void begin() {
    fixture = new ConfigFixture(folder);
  }

  @Test
  void nothingIsToldUnlessItIsAskedFor() {
    assertFalse(fixture.load().monitoring().on());
  }

  @Test
  void everythingCanBeSet() {
    assertEquals(
        new MonitoringSettings(
            "north",
            Duration.ofDays(7),
            Optional.of("/var/lib/node_exporter"),
            Optional.of(
                new Pushgateway(
                    URI.create("https://monitor:9091/push"), "nights", "me", "PUSH_PASSWORD")),
            Optional.of(URI.create("http://collector:4318/v1/traces")),
            Optional.of(
                new MonitoringSettings.Lineage(
                    URI.create("http://marquez:5000/api/v1/lineage"), "eu", "MARQUEZ_TOKEN")),
            Duration.ofSeconds(3)),
        fixture
            .load(
                """
                monitoring {
                  warehouse = north, every = 7d, textfile = /var/lib/node_exporter, timeout = 3s
                  traces = "http://collector:4318/v1/traces"
                  lineage {
                    url = "http://marquez:5000/api/v1/lineage", namespace = eu
                    token-variable = MARQUEZ_TOKEN
                  }
                  pushgateway {
                    url = "https://monitor:9091/push", job = nights, user = me
                    password-variable = PUSH_PASSWORD
                  }
                }
                """)
            .monitoring());
  }

  @Test
  void aWarehouseIsNamedByTheLastPartOfItsPath() {
    assertEquals(
        "shop",
        fixture.load("storage.warehouse = \"s3a://bucket/all/shop/\"").monitoring().warehouse());
    assertEquals(
        "my_shop", fixture.load("storage.warehouse = \"my shop\"").monitoring().warehouse());
    String refusal = fixture.refusal("monitoring.warehouse = \"my shop\"");
    assertTrue(refusal.contains("expected letters, digits, '.', '_' and '-' only"), refusal);
  }

  @Test
  void noNumberDependsOnIt() {
    assertEquals(fixture.load().hash(), fixture.load("monitoring.textfile = /figures").hash());
    assertTrue(fixture.load("monitoring.textfile = /figures").monitoring().on());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "monitor:9091 | expected an address such as http://monitor:9091",
        "ftp://monitor | expected an address such as http://monitor:9091",
        "http:// | expected an address such as http://monitor:9091",
        "http://me:geheim@monitor:9091 | expected one without credentials"
      })
  void anAddressIsOneOfHttpWithoutCredentials(String url, String problem) {
    String refused = fixture.refusal("monitoring.pushgateway.url = \"" + url + "\"");

    assertTrue(refused.contains(problem), refused);
    assertFalse(refused.contains("geheim"), refused);
  }
}
