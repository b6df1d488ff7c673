package io.demandforecast.config;

import io.demandforecast.config.InputSettings.CalendarKey;
import io.demandforecast.config.InputSettings.Column;
import io.demandforecast.config.InputSettings.ColumnType;
import io.demandforecast.config.InputSettings.Layout;
import io.demandforecast.config.InputSettings.ScopeFilter;
import io.demandforecast.config.InputSettings.Span;
import io.demandforecast.config.InputSettings.Time;
import io.demandforecast.series.Frequency.Unit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks one input's columns, keys, time and layout. */
final class InputChecks {
  private static final ColumnType[] DATED = {ColumnType.DATE, ColumnType.TIMESTAMP};

  private final Section section;
  private final InputSettings input;
  private final ForecastConfig config;
  private final DeclaredNames names;
  private final DeclaredColumns columns;

  private InputChecks(
      Section section, InputSettings input, ForecastConfig config, DeclaredNames names) {
    this.section = section;
    this.input = input;
    this.config = config;
    this.names = names;
    this.columns = DeclaredColumns.of(input);
  }

  static void run(
      Section section, InputSettings input, ForecastConfig config, DeclaredNames names) {
    if (!section.sound("layout.type")) {
      return;
    }
    InputChecks checks = new InputChecks(section, input, config, names);
    checks.columns();
    checks.quantity();
    checks.keys();
    checks.attributes();
    checks.time();
    checks.knownAt();
    checks.scope();
    checks.partitionColumn();
  }

  private void columns() {
    Set<String> seen = new HashSet<>();
    List<Section> sections = section.sections("columns");
    for (int i = 0; i < input.columns().size(); i++) {
      Column column = input.columns().get(i);
      if (!seen.add(column.name()) && sections.get(i).sound("name")) {
        sections.get(i).problem("name", "is declared twice");
      }
    }
    if (input.columns().isEmpty() && section.sound("columns")) {
      section.problem("columns", "missing: expected the columns in header order");
    }
  }

  private void quantity() {
    if (input.quantity().isEmpty()) {
      return;
    }
    String quantity = input.quantity().get();
    if (input.layout() instanceof Layout.Long) {
      columns.require(section, "quantity", quantity, ColumnType.INTEGER, ColumnType.DECIMAL);
    } else if (input.columns().stream().anyMatch(column -> column.name().equals(quantity))) {
      section.problem(
          "quantity", "in a wide layout expected a name for the cells that no column has");
    }
  }

  private void keys() {
    if (!section.sound("keys", "columns", "rename")) {
      return;
    }
    boolean target = input.quantity().isPresent();
    if (target && !Set.copyOf(input.keys()).equals(Set.copyOf(names.keys()))) {
      section.problem("keys", "the target's rows are about all of series.keys = " + names.keys());
    }
    if (input.layout() instanceof Layout.SeriesAcross) {
      if (input.keys().size() != 1) {
        section.section("layout").problem("type", "series-across needs exactly one series key");
      }
      return;
    }
    for (String renamed : input.rename().keySet()) {
      columns.require(section.section("rename"), renamed, input.rawName(renamed));
    }
    if (target) {
      // SeriesChecks looks for the columns: it is series.keys that is right or wrong.
      return;
    }
    names.requireKeysOrAttributes(section, "keys", input.keys());
    for (String key : input.keys()) {
      if (section.section("rename").sound(key)) {
        columns.require(section, "keys", input.rawName(key));
      }
    }
  }

  private void attributes() {
    for (String attribute : input.attributes()) {
      columns.require(section, "attributes", input.rawName(attribute));
    }
    if (!input.attributes().isEmpty() && input.keys().isEmpty() && section.sound("keys")) {
      section.problem("keys", "missing: attributes are about series, expected their keys");
    }
  }

  private void time() {
    Section time = section.section("time");
    Optional<Time> declared = input.time();
    if (input.layout() instanceof Layout.PeriodsAcross) {
      if (declared.isPresent()) {
        time.problem("column", "the columns are the periods: expected no time");
      }
      return;
    }
    boolean needed =
        input.quantity().isPresent()
            || !input.covariates().isEmpty()
            || input.layout() instanceof Layout.SeriesAcross;
    if (needed && declared.isEmpty()) {
      time.problem("column", "missing: expected the column that says when a row is about");
    }
    if (declared.isEmpty()) {
      return;
    }
    if (input.quantity().isPresent() && declared.get().span() != Span.PERIOD) {
      time.problem("span", "the target's rows are about their own period: expected period");
    }
    if (declared.get().calendar().isPresent()) {
      columns.require(time, "column", declared.get().column());
      calendar(time.section("calendar"), declared.get().calendar().get());
    } else if (input.quantity().isPresent() && config.frequency().unit() == Unit.HOURLY) {
      columns.require(time, "column", declared.get().column(), ColumnType.TIMESTAMP);
    } else {
      columns.require(time, "column", declared.get().column(), DATED);
    }
  }

  private void calendar(Section section, CalendarKey key) {
    Optional<InputSettings> calendar =
        config.inputs().stream().filter(other -> other.name().equals(key.input())).findFirst();
    if (!section.sound("input")) {
      return;
    }
    if (calendar.isEmpty() || calendar.get() == input) {
      section.problem(
          "input", "expected another input" + NearestName.hint(key.input(), names.inputs()));
      return;
    }
    DeclaredColumns dates = DeclaredColumns.of(calendar.get());
    dates.require(section, "key", key.key());
    dates.require(section, "date", key.date(), DATED);
  }

  private void knownAt() {
    input
        .knownAt()
        .column()
        .ifPresent(column -> columns.require(section.section("known-at"), "column", column, DATED));
  }

  private void scope() {
    List<Section> filters = section.sections("scope");
    for (int i = 0; i < filters.size(); i++) {
      ScopeFilter filter = input.scope().get(i);
      columns.require(filters.get(i), "column", filter.column());
    }
  }

  private void partitionColumn() {
    input
        .source()
        .jdbc()
        .flatMap(InputSettings.Jdbc::partitionColumn)
        .ifPresent(
            column ->
                columns.require(
                    section.section("jdbc"),
                    "partition-column",
                    column,
                    ColumnType.INTEGER,
                    ColumnType.DECIMAL,
                    ColumnType.DATE,
                    ColumnType.TIMESTAMP));
  }
}
