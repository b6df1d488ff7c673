package io.demandforecast.config;

import io.demandforecast.config.InputSettings.CalendarKey;
import io.demandforecast.config.InputSettings.Column;
import io.demandforecast.config.InputSettings.ColumnType;
import io.demandforecast.config.InputSettings.CovariateSettings;
import io.demandforecast.config.InputSettings.ExtraColumns;
import io.demandforecast.config.InputSettings.KnownAt;
import io.demandforecast.config.InputSettings.Personal;
import io.demandforecast.config.InputSettings.ScopeFilter;
import io.demandforecast.config.InputSettings.Span;
import io.demandforecast.config.InputSettings.Time;
import io.demandforecast.series.PanelLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads one of {@code inputs}. */
final class InputReader {
  private InputReader() {}

  /**
   * @param seriesKeys keys of the data set's series: what the target's rows are about
   */
  static InputSettings read(String name, Section input, List<String> seriesKeys) {
    Optional<String> quantity = input.optionalText("quantity");
    List<String> keys = input.texts("keys");
    return new InputSettings(
        name,
        SourceReader.read(input),
        LayoutReader.read(input.section("layout")),
        columns(input),
        input.choice("extra-columns", ExtraColumns.class),
        keys.isEmpty() && quantity.isPresent() ? seriesKeys : keys,
        input.textsByName("rename"),
        time(input.section("time")),
        knownAt(input.section("known-at")),
        scope(input),
        quantity,
        input.texts("attributes"),
        covariates(input),
        RuleReader.read(input));
  }

  private static List<Column> columns(Section input) {
    List<Column> columns = new ArrayList<>();
    for (Section column : input.sections("columns")) {
      ColumnType type = column.choice("type", ColumnType.class);
      String format = column.text("format");
      boolean dated = type == ColumnType.DATE || type == ColumnType.TIMESTAMP;
      if (!format.isEmpty() && column.sound("type") && !dated) {
        column.problem("format", "a column of type " + Scalar.spelt(type) + " has no format");
      } else {
        DatePattern.check(column, "format", format);
      }
      columns.add(
          new Column(
              column.requiredText("name", "the column's name in the header"),
              type,
              format,
              column.flag("required"),
              column.choice("personal", Personal.class)));
    }
    return columns;
  }

  private static Optional<Time> time(Section time) {
    Span span = time.choice("span", Span.class);
    Section calendar = time.section("calendar");
    Optional<CalendarKey> key = Optional.empty();
    if (calendar.has("input") | calendar.has("key") | calendar.has("date")) {
      key =
          Optional.of(
              new CalendarKey(
                  calendar.requiredText("input", "the calendar's input"),
                  calendar.requiredText("key", "the calendar's column with the key"),
                  calendar.requiredText("date", "the calendar's date column")));
    }
    Optional<CalendarKey> through = key;
    if (through.isPresent() && !time.has("column")) {
      time.problem("column", "missing: the column that holds the calendar's key is required");
    }
    return time.optionalText("column").map(column -> new Time(column, span, through));
  }

  private static KnownAt knownAt(Section knownAt) {
    return new KnownAt(
        knownAt.optionalText("column"), knownAt.integer("delay-days", Bounds.between(0, 10_000)));
  }

  private static List<ScopeFilter> scope(Section input) {
    List<ScopeFilter> filters = new ArrayList<>();
    for (Section filter : input.sections("scope")) {
      filters.add(
          new ScopeFilter(
              filter.requiredText("column", "the column looked at"),
              pattern(filter, "matches"),
              filter.flag("negate")));
    }
    return filters;
  }

  private static List<CovariateSettings> covariates(Section input) {
    List<CovariateSettings> covariates = new ArrayList<>();
    for (Map.Entry<String, Section> entry : input.named("covariates").entrySet()) {
      Section covariate = entry.getValue();
      covariates.add(
          new CovariateSettings(
              entry.getKey(),
              covariate.text("column"),
              covariate.choice("kind", PanelLayout.Kind.class),
              covariate.flag("known-ahead"),
              covariate.textsByName("spread"),
              covariate.text("spread-key")));
    }
    return covariates;
  }

  /** A regular expression that compiles. */
  static String pattern(Section section, String key) {
    String pattern = section.requiredText(key, "a regular expression");
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      section.problem(key, "expected a regular expression: " + e.getDescription());
    }
    return pattern;
  }
}
