package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files of a small valid configuration, to which a test adds its lines from line 2 on. */
record ConfigFixture(Path folder) {
  private static final String BASE =
      """
      name = small
      series { keys = [shop, article], hierarchy = [region], groups { article = [article] } }
      inputs {
        sales {
          path = "sales.csv"
          columns = [
            { name = day, type = date, required = true }
            { name = shop }
            { name = article }
            { name = units, type = integer }
          ]
          time.column = day
          quantity = units
        }
        shops {
          path = "shops.csv"
          columns = [{ name = shop }, { name = region }]
          keys = [shop]
          attributes = [region]
        }
        calendar {
          path = "calendar.csv"
          columns = [
            { name = day, type = date }
            { name = week }
            { name = feast }
            { name = open, type = boolean }
            { name = north, type = integer }
            { name = south, type = integer }
          ]
          time.column = day
          covariates {
            feast { column = feast, kind = event, known-ahead = true }
            open { column = open, kind = flag, known-ahead = true }
          }
        }
      }
      """;

  ForecastConfig load(String... lines) {
    return loaded(lines).config();
  }

  LoadedConfig loaded(String... lines) {
    return load(List.of(), Map.of(), lines);
  }

  LoadedConfig load(List<String> sets, Map<String, String> environment, String... lines) {
    return new ConfigLoader().load(request(sets, environment, lines));
  }

  /** The message of a configuration that must be refused. */
  String refusal(String... lines) {
    return refusal(List.of(), Map.of(), lines);
  }

  String refusal(List<String> sets, Map<String, String> environment, String... lines) {
    ConfigRequest request = request(sets, environment, lines);
    ForecastException refused =
        assertThrows(ForecastException.class, () -> new ConfigLoader().load(request));
    assertEquals(ExitCode.CONFIGURATION, refused.exitCode());
    return refused.getMessage().replace(folder.toString() + "/", "");
  }

  /** Requires that one line is refused for one reason. */
  void requireRefusal(String line, String reason) {
    assertEquals(
        "a problem in the configuration:\n  test.conf line 2: " + reason, refusal(line), line);
  }

  /** Requires that something is among what lines are refused for. */
  void requireAmong(String line, String reason) {
    String refusal = refusal(line);
    assertTrue(refusal.contains("test.conf line 2: " + reason), refusal);
  }

  private ConfigRequest request(
      List<String> sets, Map<String, String> environment, String... lines) {
    return new ConfigRequest(
        Optional.of(write(lines)),
        sets,
        environment,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  Path write(String... lines) {
    try {
      Files.writeString(folder.resolve("base.conf"), BASE);
      return Files.writeString(
          folder.resolve("test.conf"), "include \"base.conf\"\n" + String.join("\n", lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
