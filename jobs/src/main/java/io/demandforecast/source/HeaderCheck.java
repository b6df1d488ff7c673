package io.demandforecast.source;

import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.ExtraColumns;
import io.demandforecast.config.InputSettings.Layout;
import io.demandforecast.config.InputSettings.Layout.PeriodsAcross;
import io.demandforecast.config.InputSettings.Layout.SeriesAcross;
import io.demandforecast.failure.ForecastException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds the columns found in a source against those declared, and says all that is wrong. */
final class HeaderCheck {
  private static final int NAMES_SHOWN = 10;

  private final InputSettings input;
  private final List<String> declared;
  private final Layout layout;
  private final PersonalColumns personal;

  /**
   * @throws ForecastException a configuration error if the declaration itself cannot be served
   */
  HeaderCheck(InputSettings input, PersonalColumns personal) {
    this.input = input;
    this.personal = personal;
    this.declared = input.columns().stream().map(InputSettings.Column::name).toList();
    this.layout = input.layout();
    for (String name : declared) {
      if (RawColumns.RESERVED.contains(name)) {
        throw ForecastException.configuration(
            "Input '" + input.name() + "': column name '" + name + "' is reserved.");
      }
    }
  }

  /** The declared columns' names. */
  List<String> declared() {
    return declared;
  }

  /**
   * How the columns serve the declaration.
   *
   * @param names the columns found, in order
   * @param problems receives what is wrong; where that is anything, the match is of no use
   */
  HeaderMatch match(List<String> names, List<String> problems) {
    Map<String, Integer> slots = new LinkedHashMap<>();
    Set<String> duplicates = new LinkedHashSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (slots.putIfAbsent(names.get(i), i) != null) {
        duplicates.add(names.get(i));
      }
    }
    List<String> missing = declared.stream().filter(name -> !slots.containsKey(name)).toList();
    reportMissing(missing, slots.keySet(), problems);

    List<String> undeclared = new ArrayList<>(slots.keySet());
    undeclared.removeAll(new HashSet<>(declared));
    Spread spread = spread(undeclared, problems);
    undeclared.removeAll(new HashSet<>(spread.names));
    if (input.extraColumns() == ExtraColumns.REFUSE) {
      reportFound(problems, undeclared, "not declared (declare or set extra-columns = ignore)");
    } else {
      duplicates.removeAll(new HashSet<>(undeclared));
    }
    reportFound(problems, List.copyOf(duplicates), "there more than once");
    return new HeaderMatch(
        names,
        declared.stream().map(name -> slots.getOrDefault(name, -1)).toList(),
        spread.names.stream().map(slots::get).toList(),
        personal.labels(spread.names),
        personal.labels(spread.labels));
  }

  private record Spread(List<String> names, List<String> labels) {}

  private Spread spread(List<String> candidates, List<String> problems) {
    Spread spread = new Spread(new ArrayList<>(), new ArrayList<>());
    if (layout instanceof SeriesAcross) {
      spread.names.addAll(candidates);
      spread.labels.addAll(candidates);
      if (candidates.contains("")) {
        problems.add("a column has no name: it should be the key of a series");
      }
      if (candidates.isEmpty()) {
        problems.add("there is no column of a series beside the declared ones");
      }
    } else if (layout instanceof PeriodsAcross periods) {
      spreadPeriods(periods, candidates, spread, problems);
    }
    return spread;
  }

  private void spreadPeriods(
      PeriodsAcross periods, List<String> candidates, Spread spread, List<String> problems) {
    PeriodLabels labels = new PeriodLabels(input.name(), periods);
    Map<Object, String> seen = new HashMap<>();
    List<String> unreadable = new ArrayList<>();
    List<String> same = new ArrayList<>();
    for (String name : candidates) {
      Optional<String> text = labels.text(name);
      if (text.isEmpty()) {
        continue;
      }
      spread.names.add(name);
      spread.labels.add(text.get());
      Optional<Object> period = labels.period(text.get());
      if (period.isEmpty()) {
        unreadable.add(name);
      } else if (seen.putIfAbsent(period.get(), name) != null) {
        same.add(name);
      }
    }
    reportFound(problems, unreadable, "no period (" + labels.expected() + " was expected)");
    reportFound(problems, same, "of a period that another column has already");
    if (spread.names.isEmpty()) {
      problems.add("no column's name matches the pattern of periods '" + periods.pattern() + "'");
    }
  }

  private static void reportMissing(
      List<String> missing, Set<String> found, List<String> problems) {
    List<String> plain = new ArrayList<>();
    for (String name : missing) {
      Optional<String> alike =
          found.stream().filter(other -> other.strip().equalsIgnoreCase(name.strip())).findFirst();
      if (alike.isPresent()) {
        problems.add(
            "column '"
                + name
                + "' is missing, there is '"
                + alike.get()
                + "' (case and blanks count)");
      } else {
        plain.add(name);
      }
    }
    report(problems, plain, "missing");
  }

  /**
   * Names that a file has: of a file without header they are its first record, and in some layouts
   * they are keys.
   */
  private void reportFound(List<String> problems, List<String> names, String what) {
    if (!personal.any()) {
      report(problems, names, what);
    } else if (!names.isEmpty()) {
      problems.add(
          names.size()
              + (names.size() == 1
                  ? " column (its name may be personal) is "
                  : " columns (their names may be personal) are ")
              + what);
    }
  }

  private static void report(List<String> problems, List<String> names, String what) {
    if (!names.isEmpty()) {
      problems.add(
          (names.size() == 1 ? "column " : "columns ")
              + Listing.of(names, NAMES_SHOWN)
              + (names.size() == 1 ? " is " : " are ")
              + what);
    }
  }

  /** The error that lists the problems of a file or table. */
  ForecastException refuse(String where, List<String> problems) {
    return ForecastException.data(
        "Input '"
            + input.name()
            + "', "
            + where
            + ": its columns are not the declared ones:\n  - "
            + String.join("\n  - ", problems)
            + "\nCorrect the file, or the input's columns and how its text is declared to be written.");
  }
}
