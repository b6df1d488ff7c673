package io.demandforecast.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.config.InputSettings;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderCheckTest {
  private final List<String> problems = new ArrayList<>();

  @Test
  void columnsAreMatchedByNameInAnyOrder() {
    HeaderMatch match = match(InputBuilder.csv("f").columns("a", "b"), "b", "a");

    assertEquals(List.of(), problems);
    assertEquals(List.of(1, 0), match.declared());
  }

  @Test
  void everyProblemIsListed() {
    match(InputBuilder.csv("f").columns("day", "item", "sold"), "Day", "item", "item", "note");

    assertEquals(
        List.of(
            "column 'day' is missing, there is 'Day' (case and blanks count)",
            "column 'sold' is missing",
            "columns 'Day', 'note' are not declared (declare or set extra-columns = ignore)",
            "column 'item' is there more than once"),
        problems);
  }

  @Test
  void extraColumnsMayBeIgnoredEvenTwice() {
    match(InputBuilder.csv("f").columns("a").ignoreExtraColumns(), "a", "x", "x");

    assertEquals(List.of(), problems);
  }

  @Test
  void periodColumnsGiveTheirLabels() {
    HeaderMatch match =
        match(InputBuilder.csv("f").columns("id").indexAcross("d_(\\d+)"), "d_2", "id", "d_10");

    assertEquals(List.of(), problems);
    assertEquals(List.of("2", "10"), match.labels());
    assertEquals(List.of(0, 2), match.cells());
    assertEquals(List.of("d_2", "d_10"), match.cellNames());
  }

  @Test
  void twoColumnsOfOnePeriodAreAnError() {
    match(InputBuilder.csv("f").columns("id").indexAcross("d_(\\d+)"), "id", "d_1", "d_01");

    assertEquals(List.of("column 'd_01' is of a period that another column has already"), problems);
  }

  @Test
  void labelsMustBeDates() {
    match(
        InputBuilder.csv("f").columns("id").datesAcross("(.*/.*)", "dd/MM/yyyy"),
        "id",
        "29/02/2024",
        "30/02/2024",
        "x/y");

    assertEquals(
        List.of("columns '30/02/2024', 'x/y' are no period (a date was expected)"), problems);
  }

  @Test
  void aPatternOfMonthsStandsForTheirFirstDay() {
    match(
        InputBuilder.csv("f").columns("id").datesAcross("M(.*)", "uuuu-MM"),
        "id",
        "M2024-01",
        "M2024-13");

    assertEquals(List.of("column 'M2024-13' is no period (a date was expected)"), problems);
  }

  @Test
  void anIndexTooLargeIsNoPeriod() {
    match(InputBuilder.csv("f").columns("id").indexAcross("d_(\\d+)"), "id", "d_99999999999");

    assertEquals(
        List.of("column 'd_99999999999' is no period (a whole number was expected)"), problems);
  }

  @Test
  void aWideInputNeedsSpreadColumns() {
    match(InputBuilder.csv("f").columns("id").indexAcross("d_(\\d+)"), "id");
    match(InputBuilder.csv("f").columns("month").seriesAcross(), "month");

    assertEquals(
        List.of(
            "no column's name matches the pattern of periods 'd_(\\d+)'",
            "there is no column of a series beside the declared ones"),
        problems);
  }

  @Test
  void seriesColumnsNeedNamesOfTheirOwn() {
    match(InputBuilder.csv("f").columns("month").seriesAcross(), "month", "p1", "", "p1");

    assertEquals(
        List.of(
            "a column has no name: it should be the key of a series",
            "column 'p1' is there more than once"),
        problems);
  }

  @Test
  void longListsAreCut() {
    String[] names = new String[31];
    names[0] = "a";
    for (int i = 1; i < names.length; i++) {
      names[i] = "x" + i;
    }

    match(InputBuilder.csv("f").columns("a"), names);

    assertEquals(
        List.of(
            "columns 'x1', 'x2', 'x3', 'x4', 'x5', 'x6', 'x7', 'x8', 'x9', 'x10' and 20 more are"
                + " not declared (declare or set extra-columns = ignore)"),
        problems);
  }

  @Test
  void reservedNamesAndBadPatternsAreConfigurationErrors() {
    for (InputBuilder input :
        List.of(
            InputBuilder.csv("f").columns("_file"),
            InputBuilder.csv("f").columns("id").indexAcross("d_(\\d+"),
            InputBuilder.csv("f").columns("id").indexAcross("d_\\d+"),
            InputBuilder.csv("f").columns("id").datesAcross("(.*)", "{"))) {
      ForecastException refusal =
          assertThrows(ForecastException.class, () -> match(input, "id", "d_1"));
      assertEquals(ExitCode.CONFIGURATION, refusal.exitCode());
    }
  }

  private HeaderMatch match(InputBuilder input, String... names) {
    InputSettings settings = input.build();
    return new HeaderCheck(settings, PersonalColumns.of(settings, PersonalKey.none()))
        .match(List.of(names), problems);
  }
}
