package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.RuleSettings.Check;
import io.demandforecast.config.RuleSettings.Severity;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleReaderTest {
  @TempDir Path folder;
  private ConfigFixture fixture;

  @BeforeEach
  void makeFixture() {
    fixture = new ConfigFixture(folder);
  }

  private Check check(String rule) {
    return fixture
        .load("inputs.sales.rules.r { " + rule + " }")
        .inputs()
        .get(0)
        .rules()
        .get(0)
        .check();
  }

  @Test
  void aRowIsSetAsideUnlessTheRuleSaysOtherwise() {
    assertEquals(
        List.of(
            new RuleSettings("a", Severity.WARN, "no shop", new Check.Required("shop")),
            new RuleSettings("b", Severity.QUARANTINE, "", new Check.Required("units"))),
        fixture
            .load(
                "inputs.sales.rules { b { check = required, column = units }, a { check ="
                    + " required, column = shop, severity = warn, message = \"no shop\" } }")
            .inputs()
            .get(0)
            .rules());
  }

  @Test
  void everyCheckIsRead() {
    assertEquals(
        new Check.Range("units", Optional.of(0.0), Optional.empty()),
        check("check = range, column = units, min = 0"));
    assertEquals(
        new Check.Allowed("shop", List.of("a", "b")),
        check("check = allowed, column = shop, values = [a, b]"));
    assertEquals(
        new Check.Matches("shop", "[a-z]"),
        check("check = matches, column = shop, pattern = \"[a-z]\""));
    assertEquals(
        new Check.DateRange(
            "day", Optional.of(LocalDate.of(2020, 1, 1)), Optional.of(LocalDate.of(2021, 1, 1))),
        check("check = date-range, column = day, from = 2020-01-01, to = 2021-01-01"));
    assertEquals(
        new Check.Unique(List.of("day", "shop")), check("check = unique, columns = [day, shop]"));
    assertEquals(
        new Check.References(List.of("shop"), "shops", List.of("shop")),
        check("check = references, columns = [shop], input = shops, input-columns = [shop]"));
    assertEquals(
        new Check.Freshness(3), check("check = freshness, max-age-days = 3, severity = warn"));
    assertEquals(
        new Check.RowCount(0.5, 2),
        check("check = row-count, min-share = 0.5, max-share = 2, severity = block"));
    assertEquals(
        new Check.RejectedShare(0.01),
        check("check = rejected-share, max = 0.01, severity = block"));
    assertEquals(new Check.Gaps(0.2), check("check = gaps, max-share = 0.2, severity = warn"));
  }

  @Test
  void wrongRulesAreNamedWithFileAndLine() {
    requireRefusal(
        "check = ranges, column = units",
        "check = \"ranges\": expected one of required, range, allowed, matches, date-range,"
            + " unique, references, freshness, row-count, rejected-share, gaps; did you mean"
            + " 'range'?");
    requireRefusal(
        "column = units",
        "check: missing: expected one of required, range, allowed, matches, date-range, unique,"
            + " references, freshness, row-count, rejected-share, gaps");
    requireRefusal("check = range, column = units", "min: missing: expected min, max or both");
    requireRefusal(
        "check = range, column = units, min = 2, max = 1", "max = 1: expected no less than min");
    requireRefusal(
        "check = range, column = shop, min = 2",
        "column = \"shop\": column 'shop' is of type string: expected integer or decimal");
    requireRefusal(
        "check = range, column = units, minimum = 2, max = 5",
        "minimum = 2: there is no such setting; there are: check, column, max, message, min,"
            + " severity");
    requireRefusal(
        "check = allowed, column = shop, values = []", "values = []: expected at least one");
    requireRefusal(
        "check = matches, column = shop, pattern = \"[\"",
        "pattern = \"[\": expected a regular expression: Unclosed character class");
    requireRefusal(
        "check = date-range, column = units, from = 2020-01-01",
        "column = \"units\": column 'units' is of type integer: expected date or timestamp");
    requireRefusal(
        "check = unique, columns = [dya]",
        "columns = [\"dya\"]: there is no column 'dya'; did you mean 'day'?");
    requireRefusal(
        "check = references, columns = [shop], input = shop, input-columns = [shop]",
        "input = \"shop\": there is no input 'shop'; did you mean 'shops'?");
    requireRefusal(
        "check = references, columns = [shop], input = shops, input-columns = [shop, region]",
        "input-columns = [\"shop\", \"region\"]: expected as many as columns");
    requireRefusal(
        "check = freshness, max-age-days = 3",
        "severity = \"quarantine\": freshness is about a whole load: expected one of warn, block");
    requireRefusal(
        "check = rejected-share, max = 5, severity = block",
        "max = 5: expected a number from 0 to 1");
  }

  @Test
  void agesAndGapsNeedATime() {
    fixture.requireRefusal(
        "inputs.shops.rules.r { check = gaps, max-share = 0.1, severity = warn }",
        "inputs.shops.rules.r.check = \"gaps\": this input has no time: expected time.column");
  }

  private void requireRefusal(String rule, String reason) {
    fixture.requireRefusal(
        "inputs.sales.rules.r { " + rule + " }", "inputs.sales.rules.r." + reason);
  }
}
