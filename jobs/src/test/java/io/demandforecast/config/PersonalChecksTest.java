package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.config.InputSettings.Personal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonalChecksTest {
  private static final String SHOPS_OF_SALES =
      "inputs.sales.columns = [{ name = day, type = date }, { name = shop, personal = hash },"
          + " { name = article }, { name = units, type = integer }]";

  @TempDir Path folder;
  private ConfigFixture fixture;

  @BeforeEach
  void makeFixture() {
    fixture = new ConfigFixture(folder);
  }

  @Test
  void nothingIsPersonalUnlessItIsSaid() {
    ForecastConfig config = fixture.load();
    assertTrue(config.inputs().stream().noneMatch(InputSettings::hasPersonal));
    assertEquals("FORECAST_PERSONAL_KEY", config.security().personalKeyVariable());
  }

  @Test
  void keysThatAreHashedInAllInputsPass() {
    ForecastConfig config =
        fixture.load(
            SHOPS_OF_SALES,
            "inputs.shops.columns = [{ name = shop, personal = hash }, { name = region }]");
    config.inputs().stream()
        .filter(input -> !input.name().equals("calendar"))
        .forEach(input -> assertEquals(Personal.HASH, input.personal("shop")));
  }

  @Test
  void aKeyThatIsHashedInOneInputAloneIsRefused() {
    assertTrue(
        fixture.refusal(SHOPS_OF_SALES).contains("inputs.shops.keys")
            || fixture.refusal(SHOPS_OF_SALES).contains("'shop' is personal in input 'sales'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "inputs.shops.columns = [{ name = shop, personal = drop }, { name = region }]"
            + "! its values are dropped and asked for elsewhere",
        "inputs.shops.columns = [{ name = shop }, { name = region, personal = drop }]"
            + "! its values are dropped and asked for elsewhere",
        "inputs.shops.columns = [{ name = shop }, { name = region },"
            + " { name = owner, required = true, personal = drop }]"
            + "! its values are dropped and asked for elsewhere",
        "inputs.shops.columns = [{ name = shop }, { name = region },"
            + " { name = size, type = integer, personal = hash }]! a personal column is a text",
        "inputs.shops { columns = [{ name = shop }, { name = region, personal = hash }],"
            + " scope = [{ column = region, matches = north }] }! which a hash never equals",
        "inputs.shops { columns = [{ name = shop }, { name = region, personal = hash }],"
            + " rules.known { check = allowed, column = region, values = [north] } }"
            + "! which a hash never equals",
        "inputs.shops.layout.personal = hash! is of meaning for type = series-across only",
      })
  void whatCannotBeMadeOfPersonalValuesIsRefused(String line, String reason) {
    String refusal = fixture.refusal(line);
    assertTrue(refusal.contains(reason), refusal);
  }

  @Test
  void theHashOfTheConfigurationKnowsWhatIsPersonalAndNotTheSecret() {
    String owner = "inputs.shops.columns = [{ name = shop }, { name = region }, { name = owner";
    String kept = fixture.load(owner + " }]").hash();
    String hashed = fixture.load(owner + ", personal = hash }]").hash();
    assertNotEquals(kept, hashed);
    assertEquals(kept, fixture.load(owner + ", personal = keep }]").hash());
    assertEquals(
        hashed,
        fixture
            .load(
                List.of(),
                Map.of("FORECAST_PERSONAL_KEY", "0123456789abcdef0123456789abcdef"),
                owner + ", personal = hash }]",
                "security.roots = [\"/\"]")
            .config()
            .hash());
  }
}
