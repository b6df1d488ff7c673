package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.InputSettings.CalendarKey;
import io.demandforecast.config.InputSettings.Column;
import io.demandforecast.config.InputSettings.ColumnType;
import io.demandforecast.config.InputSettings.CovariateSettings;
import io.demandforecast.config.InputSettings.ExtraColumns;
import io.demandforecast.config.InputSettings.KnownAt;
import io.demandforecast.config.InputSettings.Layout;
import io.demandforecast.config.InputSettings.ScopeFilter;
import io.demandforecast.config.InputSettings.Span;
import io.demandforecast.config.InputSettings.Time;
import io.demandforecast.series.PanelLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputReaderTest {
  @TempDir Path folder;
  private ConfigFixture fixture;

  @BeforeEach
  void makeFixture() {
    fixture = new ConfigFixture(folder);
  }

  private InputSettings input(String name, String... lines) {
    return fixture.load(lines).inputs().stream()
        .filter(input -> input.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theTargetStandsFirstAndTheOthersByName() {
    assertEquals(
        List.of("sales", "calendar", "shops"),
        fixture.load().inputs().stream().map(InputSettings::name).toList());
  }

  @Test
  void defaults() {
    InputSettings sales = input("sales");
    assertEquals(new Layout.Long(), sales.layout());
    assertEquals(new Column("shop", ColumnType.STRING, "", false), sales.columns().get(1));
    assertEquals(ExtraColumns.REFUSE, sales.extraColumns());
    assertEquals(List.of("shop", "article"), sales.keys());
    assertEquals(Map.of(), sales.rename());
    assertEquals(Optional.of(new Time("day", Span.PERIOD, Optional.empty())), sales.time());
    assertEquals(new KnownAt(Optional.empty(), 0), sales.knownAt());
    assertEquals(List.of(), sales.scope());
    assertEquals(Optional.of("units"), sales.quantity());
    assertEquals(List.of(), sales.rules());
    assertEquals(List.of(), input("calendar").keys());
    assertEquals(Optional.empty(), input("shops").time());
  }

  @Test
  void allSettings() {
    InputSettings prices =
        input(
            "prices",
            """
            inputs.prices {
              path = "prices.csv"
              columns = [
                { name = branch, type = string, required = true }
                { name = week_number }
                { name = price, type = decimal }
                { name = entered, type = timestamp, format = "dd.MM.uuuu HH:mm" }
              ]
              extra-columns = ignore
              keys = [shop]
              rename { shop = branch }
              time {
                column = week_number
                span = week-from
                calendar { input = calendar, key = week, date = day }
              }
              known-at { column = entered, delay-days = 2 }
              scope = [{ column = branch, matches = "test.*", negate = true }]
              covariates {
                price { column = price, kind = numeric, known-ahead = true }
              }
            }
            series.value = price
            """);
    assertEquals(
        new Column("entered", ColumnType.TIMESTAMP, "dd.MM.uuuu HH:mm", false),
        prices.columns().get(3));
    assertEquals(new Column("branch", ColumnType.STRING, "", true), prices.columns().get(0));
    assertEquals(ExtraColumns.IGNORE, prices.extraColumns());
    assertEquals("branch", prices.rawName("shop"));
    assertEquals(
        Optional.of(
            new Time(
                "week_number",
                Span.WEEK_FROM,
                Optional.of(new CalendarKey("calendar", "week", "day")))),
        prices.time());
    assertEquals(new KnownAt(Optional.of("entered"), 2), prices.knownAt());
    assertEquals(List.of(new ScopeFilter("branch", "test.*", true)), prices.scope());
    assertEquals(
        List.of(
            new CovariateSettings("price", "price", PanelLayout.Kind.NUMERIC, true, Map.of(), "")),
        prices.covariates());
  }

  @Test
  void aCovariateMayBeSpreadOverColumns() {
    CovariateSettings weather =
        input(
                "calendar",
                "inputs.calendar.covariates.weather { spread-key = region,"
                    + " spread { N = north, S = south } }")
            .covariates()
            .get(2);
    assertEquals(
        new CovariateSettings(
            "weather",
            "",
            PanelLayout.Kind.NUMERIC,
            false,
            Map.of("N", "north", "S", "south"),
            "region"),
        weather);
  }

  @Test
  void columnsAreChecked() {
    fixture.requireAmong(
        "inputs.shops.columns = []",
        "inputs.shops.columns = []: missing: expected the columns in header order");
    fixture.requireRefusal(
        "inputs.shops.columns = [{ name = shop }, { name = region }, { name = shop }]",
        "inputs.shops.columns[2].name = \"shop\": is declared twice");
    fixture.requireRefusal(
        "inputs.shops.columns = [{ name = shop }, { name = region, type = text }]",
        "inputs.shops.columns[1].type = \"text\": expected one of string, integer, decimal,"
            + " boolean, date, timestamp");
    fixture.requireRefusal(
        "inputs.shops.columns = [{ name = shop }, { name = region, format = yyyy }]",
        "inputs.shops.columns[1].format = \"yyyy\": a column of type string has no format");
    fixture.requireRefusal(
        "inputs.shops.columns = [{ name = shop }, { name = region }, { name = since, type = date,"
            + " format = \"jjjj\" }]",
        "inputs.shops.columns[2].format = \"jjjj\": expected a date pattern such as dd.MM.yyyy"
            + " (java.time): Unknown pattern letter: j");
    fixture.requireRefusal(
        "inputs.shops.columns = [{ name = shop }, { name = region }, { nam = x, name = y }]",
        "inputs.shops.columns[2].nam = \"x\": there is no such setting; did you mean 'name'?");
  }

  @Test
  void keysAttributesAndQuantityAreDeclaredColumns() {
    fixture.requireRefusal(
        "inputs.sales.quantity = unit",
        "inputs.sales.quantity = \"unit\": there is no column 'unit'; did you mean 'units'?");
    fixture.requireRefusal(
        "inputs.sales.quantity = shop",
        "inputs.sales.quantity = \"shop\": column 'shop' is of type string: expected integer or"
            + " decimal");
    fixture.requireRefusal(
        "inputs.shops.keys = [shops]",
        "inputs.shops.keys = [\"shops\"]: 'shops' is neither a key nor an attribute; did you mean"
            + " 'shop'?");
    fixture.requireRefusal(
        "inputs.shops.rename.shop = branch",
        "inputs.shops.rename.shop = \"branch\": there is no column 'branch'; there are: shop,"
            + " region");
    fixture.requireRefusal(
        "inputs.shops.attributes = [region, town]",
        "inputs.shops.attributes = [\"region\", \"town\"]: there is no column 'town'; there are:"
            + " shop, region");
    fixture.requireRefusal(
        "inputs.shops.keys = []",
        "inputs.shops.keys = []: missing: attributes are about series, expected their keys");
    fixture.requireRefusal(
        "inputs.sales.keys = [shop]",
        "inputs.sales.keys = [\"shop\"]: the target's rows are about all of series.keys = [shop,"
            + " article]");
    fixture.requireAmong(
        "series.keys = [shop, articel]",
        "series.keys = [\"shop\", \"articel\"]: there is no column 'articel'; did you mean"
            + " 'article'?");
  }

  @Test
  void exactlyOneInputHasTheQuantity() {
    assertEquals(
        "a problem in the configuration:\n  base.conf line 21: inputs.calendar.quantity: missing:"
            + " one of the inputs must name the column of the quantity",
        fixture.refusal("inputs.sales.quantity = \"\""));
    fixture.requireAmong(
        "inputs.calendar { quantity = north, keys = [] }",
        "inputs.calendar.quantity = \"north\": expected in one input only, stands in 'sales' too");
  }

  @Test
  void timeIsChecked() {
    fixture.requireRefusal(
        "inputs.sales.time.column = \"\"",
        "inputs.sales.time.column: missing: expected the column that says when a row is about");
    fixture.requireRefusal(
        "inputs.sales.time.column = shop",
        "inputs.sales.time.column = \"shop\": column 'shop' is of type string: expected date or"
            + " timestamp");
    fixture.requireRefusal(
        "inputs.sales.time.span = week-from",
        "inputs.sales.time.span = \"week-from\": the target's rows are about their own period:"
            + " expected period");
    assertEquals(
        "a problem in the configuration:\n  base.conf line 12: inputs.sales.time.column = \"day\":"
            + " column 'day' is of type date: expected timestamp",
        fixture.refusal("frequency = hourly"));
    fixture.requireRefusal(
        "inputs.sales.time { column = shop, calendar { input = calendr, key = week, date = day } }",
        "inputs.sales.time.calendar.input = \"calendr\": expected another input; did you mean"
            + " 'calendar'?");
    fixture.requireRefusal(
        "inputs.sales.time { column = shop, calendar { input = calendar, key = weak, date = day"
            + " } }",
        "inputs.sales.time.calendar.key = \"weak\": there is no column 'weak'; did you mean"
            + " 'week'?");
    fixture.requireRefusal(
        "inputs.sales.known-at.column = units",
        "inputs.sales.known-at.column = \"units\": column 'units' is of type integer: expected"
            + " date or timestamp");
    fixture.requireRefusal(
        "inputs.sales.known-at.delay-days = -1",
        "inputs.sales.known-at.delay-days = -1: expected a whole number from 0 to 10000");
  }

  @Test
  void scopeIsChecked() {
    fixture.requireRefusal(
        "inputs.sales.scope = [{ column = shp, matches = x }]",
        "inputs.sales.scope[0].column = \"shp\": there is no column 'shp'; did you mean 'shop'?");
    fixture.requireRefusal(
        "inputs.sales.scope = [{ column = shop, matches = \"(\" }]",
        "inputs.sales.scope[0].matches = \"(\": expected a regular expression: Unclosed group");
    fixture.requireRefusal(
        "inputs.sales.scope = [{ column = shop }]",
        "inputs.sales.scope[0].matches: missing: a regular expression is required");
  }

  @Test
  void covariatesAreChecked() {
    fixture.requireRefusal(
        "inputs.calendar.covariates.open.column = opened",
        "inputs.calendar.covariates.open.column = \"opened\": there is no column 'opened'; did you"
            + " mean 'open'?");
    fixture.requireRefusal(
        "inputs.calendar.covariates.open { kind = numeric, column = open }",
        "inputs.calendar.covariates.open.column = \"open\": column 'open' is of type boolean:"
            + " expected integer or decimal");
    fixture.requireRefusal(
        "inputs.calendar.covariates.wind {}",
        "inputs.calendar.covariates.wind.column: missing: expected the column with the"
            + " covariate's values, or spread");
    fixture.requireRefusal(
        "inputs.calendar.covariates.wind { spread { N = nort }, spread-key = region }",
        "inputs.calendar.covariates.wind.spread.N = \"nort\": there is no column 'nort'; did you"
            + " mean 'north'?");
    fixture.requireRefusal(
        "inputs.calendar.covariates.wind { spread { N = north }, spread-key = regio }",
        "inputs.calendar.covariates.wind.spread-key = \"regio\": 'regio' is neither a key nor an"
            + " attribute; did you mean 'region'?");
    fixture.requireRefusal(
        "inputs.calendar.covariates.wind { spread { N = north } }",
        "inputs.calendar.covariates.wind.spread-key: missing: the key or attribute that spread's"
            + " values are of is required");
    fixture.requireRefusal(
        "inputs.calendar.covariates.wind { column = south, spread { N = north }, spread-key ="
            + " region }",
        "inputs.calendar.covariates.wind.column = \"south\": spread names the columns: expected no"
            + " column beside it");
  }

  @Test
  void namesCanBeColumnsOfTables() {
    fixture.requireRefusal(
        "inputs.calendar.covariates.\"wind speed\" { column = north }",
        "inputs.calendar.covariates.\"wind speed\": 'wind speed' would name a table's column:"
            + " expected letters, digits and '_' (see rename)");
    fixture.requireRefusal(
        "inputs.calendar.covariates.Shop { column = north }",
        "inputs.calendar.covariates.Shop: 'Shop' is declared twice, in series.keys too");
    fixture.requireRefusal(
        "inputs.shops { attributes = [region, mean], columns = [{ name = shop }, { name = region"
            + " }, { name = mean }] }",
        "inputs.shops.attributes = [\"region\", \"mean\"]: 'mean' is a column of the forecasts:"
            + " expected another name (see rename)");
  }
}
