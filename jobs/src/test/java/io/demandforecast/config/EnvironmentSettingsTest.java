package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentSettingsTest {
  @TempDir Path folder;
  private ConfigFixture fixture;

  @BeforeEach
  void makeFixture() {
    fixture = new ConfigFixture(folder);
  }

  private ForecastConfig load(String variable, String value) {
    return fixture.load(List.of(), Map.of(variable, value)).config();
  }

  @Test
  void twoUnderscoresPartLevelsAndOneIsADash() {
    assertEquals(20, load("FORECAST__TRAINING__MIN_HISTORY", "20").training().minHistory());
    assertEquals(10, load("FORECAST__TRAINING__ROWS__MAX_ROWS", "10").training().rows().maxRows());
  }

  @Test
  void namesOfThePersonsOwnAreFoundWhateverTheirCase() {
    String line = "inputs.Raw_Prices { path = a, columns = [{ name = shop }] }";
    String variable = "FORECAST__INPUTS__RAW_PRICES__PATH";
    ForecastConfig config = fixture.load(List.of(), Map.of(variable, "b.csv"), line).config();
    assertEquals("b.csv", config.inputs().get(1).source().path());
    assertEquals("Raw_Prices", config.inputs().get(1).name());
  }

  @Test
  void listsAreWrittenAsInAFile() {
    assertEquals(
        List.of(7, 28), load("FORECAST__TRAINING__BUCKETS", "[7, 28]").training().buckets());
  }

  @Test
  void settingsOfSparkKeepTheirDots() {
    assertEquals(
        List.of(new ForecastConfig.Setting("spark.sql.adaptive.enabled", "false")),
        load("FORECAST__SPARK__SETTINGS__SPARK__SQL__ADAPTIVE__ENABLED", "false")
            .spark()
            .settings());
    assertEquals(
        List.of(new ForecastConfig.Setting("spark.sql.maxPlanStringLength", "9")),
        load("FORECAST__SPARK__SETTINGS__spark__sql__maxPlanStringLength", "9").spark().settings());
  }

  @Test
  void otherVariablesAreLeftAlone() {
    assertEquals(28, load("FORECAST_HORIZON", "3").horizon());
    assertEquals(28, load("horizon", "3").horizon());
  }

  @Test
  void aMisspeltVariableIsNamed() {
    String refusal = fixture.refusal(List.of(), Map.of("FORECAST__TRAINING__SEEDS", "3"));
    assertTrue(
        refusal.contains(
            "environment variable FORECAST__TRAINING__SEEDS: training.seeds = \"3\": there is no"
                + " such setting; did you mean 'seed'?"),
        refusal);
  }

  @Test
  void aVariableWithoutANameIsRefused() {
    String refusal = fixture.refusal(List.of(), Map.of("FORECAST__TRAINING__", "3"));
    assertTrue(refusal.contains("expected a name such as FORECAST__TRAINING__SEED"), refusal);
  }
}
