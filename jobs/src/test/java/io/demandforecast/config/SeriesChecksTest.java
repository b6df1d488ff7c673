package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.ForecastConfig.Group;
import io.demandforecast.config.ForecastConfig.SeriesSettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesChecksTest {
  @TempDir Path folder;
  private ConfigFixture fixture;

  @BeforeEach
  void makeFixture() {
    fixture = new ConfigFixture(folder);
  }

  @Test
  void allSettings() {
    assertEquals(
        new SeriesSettings(
            List.of("shop", "article"),
            List.of("region", "shop"),
            List.of(
                new Group("all", List.of()),
                new Group("article", List.of("article")),
                new Group("region", List.of("region"))),
            "wind"),
        fixture
            .load(
                "series { hierarchy = [region, shop], groups { region = [region], all = [] }, value"
                    + " = wind }",
                "inputs.calendar.covariates.wind { column = north }")
            .series());
  }

  @Test
  void wrongValuesAreNamedWithFileAndLine() {
    fixture.requireAmong(
        "series.keys = []", "series.keys = []: missing: expected the columns that name a series");
    fixture.requireRefusal(
        "series.hierarchy = [regions]",
        "series.hierarchy = [\"regions\"]: 'regions' is neither a key nor an attribute; did you"
            + " mean 'region'?");
    fixture.requireRefusal(
        "series.groups.g = [shops]",
        "series.groups.g = [\"shops\"]: 'shops' is neither a key nor an attribute; did you mean"
            + " 'shop'?");
    fixture.requireRefusal(
        "series.groups.g = shop", "series.groups.g = \"shop\": expected a list of texts");
    fixture.requireRefusal(
        "series.groups.\"a-b\" = [shop]",
        "series.groups.a-b = [\"shop\"]: 'a-b' would name a table's column: expected letters,"
            + " digits and '_' (see rename)");
    fixture.requireRefusal(
        "series.value = price",
        "series.value = \"price\": there is no covariate 'price'; there are: feast, open");
    fixture.requireRefusal(
        "series.value = open", "series.value = \"open\": expected a covariate of kind numeric");
  }
}
