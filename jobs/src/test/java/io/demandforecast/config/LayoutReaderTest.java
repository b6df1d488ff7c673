package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.InputSettings.Label;
import io.demandforecast.config.InputSettings.Layout;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutReaderTest {
  private static final String COLUMNS =
      "inputs.sales { time.column = \"\", columns = [{ name = shop }, { name = article }],"
          + " layout { type = periods-across, ";

  @TempDir Path folder;
  private ConfigFixture fixture;

  @BeforeEach
  void makeFixture() {
    fixture = new ConfigFixture(folder);
  }

  private Layout layout(String line) {
    return fixture.load(line).inputs().get(0).layout();
  }

  @Test
  void periodsAcrossByIndex() {
    assertEquals(
        new Layout.PeriodsAcross(
            "d_([0-9]+)", Label.INDEX, "", Optional.of(LocalDate.of(2011, 1, 29)), 0),
        layout(
            COLUMNS
                + "pattern = \"d_([0-9]+)\", label = index, first = 2011-01-29, first-index = 0"
                + " } }"));
  }

  @Test
  void periodsAcrossByDate() {
    assertEquals(
        new Layout.PeriodsAcross("(.+)", Label.DATE, "uuuu-MM", Optional.empty(), 1),
        layout(COLUMNS + "pattern = \"(.+)\", format = \"uuuu-MM\" } }"));
  }

  @Test
  void seriesAcrossHasOneKeyInTheHeader() {
    assertEquals(
        new Layout.SeriesAcross(),
        layout(
            """
            inputs = null
            inputs {
              sales {
                path = a.csv
                layout.type = series-across
                columns = [{ name = month, type = date, format = "uuuu-MM" }]
                time.column = month
                quantity = units
              }
            }
            series = null
            series { keys = [part], hierarchy = [], groups {}, value = "" }
            """));
  }

  @Test
  void wrongValuesAreNamedWithFileAndLine() {
    fixture.requireRefusal(
        "inputs.sales.layout.type = wide",
        "inputs.sales.layout.type = \"wide\": expected one of long, periods-across,"
            + " series-across");
    fixture.requireRefusal(
        COLUMNS + "pattern = \"d_[0-9]+\" } }",
        "inputs.sales.layout.pattern = \"d_[0-9]+\": expected one group, around the date, such as"
            + " d_([0-9]+); write (?:...) for other parentheses");
    fixture.requireRefusal(
        COLUMNS + "pattern = \"d_([0-9]+\" } }",
        "inputs.sales.layout.pattern = \"d_([0-9]+\": expected a regular expression: Unclosed"
            + " group");
    fixture.requireRefusal(
        COLUMNS + "label = index, first = 2011-01-29 } }",
        "inputs.sales.layout.pattern: missing: a regular expression is required");
    fixture.requireRefusal(
        COLUMNS + "pattern = \"d_([0-9]+)\", label = index } }",
        "inputs.sales.layout.first: missing: label = index needs the date of the first index");
    fixture.requireRefusal(
        COLUMNS + "pattern = \"d_([0-9]+)\", first = yesterday } }",
        "inputs.sales.layout.first = \"yesterday\": expected a date such as 2024-12-31");
    fixture.requireRefusal(
        COLUMNS + "pattern = \"(.+)\", first = 2011-01-29 } }",
        "inputs.sales.layout.first = \"2011-01-29\": is of meaning for label = index only");
    fixture.requireRefusal(
        "inputs.sales.layout.pattern = \"d_(.*)\"",
        "inputs.sales.layout.pattern = \"d_(.*)\": is of meaning for type = periods-across only");
  }

  @Test
  void wideInputsAreChecked() {
    fixture.requireRefusal(
        COLUMNS + "pattern = \"(.+)\" }, time.column = shop }",
        "inputs.sales.time.column = \"shop\": the columns are the periods: expected no time");
    fixture.requireRefusal(
        COLUMNS + "pattern = \"(.+)\" }, quantity = shop }",
        "inputs.sales.quantity = \"shop\": in a wide layout expected a name for the cells that no"
            + " column has");
    fixture.requireRefusal(
        COLUMNS + "pattern = \"(.+)\" }, covariates { wind { column = shop } } }",
        "inputs.sales.covariates: a wide input carries none: expected layout.type = long");
    fixture.requireAmong(
        "inputs.sales.layout.type = series-across",
        "inputs.sales.layout.type = \"series-across\": series-across needs exactly one series"
            + " key");
  }
}
