package io.demandforecast.config;

import io.demandforecast.config.InputSettings.ColumnType;
import io.demandforecast.config.RuleSettings.Check;
import java.util.List;
import java.util.Optional;

/** Checks the rules of one input against its columns and the other inputs. */
final class RuleChecks {
  private final DeclaredColumns columns;
  private final ForecastConfig config;

  private RuleChecks(DeclaredColumns columns, ForecastConfig config) {
    this.columns = columns;
    this.config = config;
  }

  static void run(Section section, InputSettings input, ForecastConfig config) {
    RuleChecks checks = new RuleChecks(DeclaredColumns.of(input), config);
    for (RuleSettings rule : input.rules()) {
      checks.check(section.section("rules").section(rule.id()), input, rule.check());
    }
  }

  private void check(Section rule, InputSettings input, Check check) {
    if (check instanceof Check.Required required) {
      columns.require(rule, "column", required.column());
    } else if (check instanceof Check.Range range) {
      columns.require(rule, "column", range.column(), ColumnType.INTEGER, ColumnType.DECIMAL);
    } else if (check instanceof Check.Allowed allowed) {
      columns.require(rule, "column", allowed.column());
    } else if (check instanceof Check.Matches matches) {
      columns.require(rule, "column", matches.column());
    } else if (check instanceof Check.DateRange dates) {
      columns.require(rule, "column", dates.column(), ColumnType.DATE, ColumnType.TIMESTAMP);
    } else if (check instanceof Check.Unique unique) {
      unique.columns().forEach(column -> columns.require(rule, "columns", column));
    } else if (check instanceof Check.References references) {
      references(rule, references);
    } else if (input.time().isEmpty()
        && (check instanceof Check.Freshness || check instanceof Check.Gaps)
        && input.layout() instanceof InputSettings.Layout.Long) {
      rule.problem("check", "this input has no time: expected time.column");
    }
  }

  private void references(Section rule, Check.References references) {
    references.columns().forEach(column -> columns.require(rule, "columns", column));
    Optional<InputSettings> other =
        config.inputs().stream()
            .filter(input -> input.name().equals(references.input()))
            .findFirst();
    if (other.isEmpty()) {
      if (rule.sound("input")) {
        List<String> names = config.inputs().stream().map(InputSettings::name).toList();
        rule.problem(
            "input",
            "there is no input '"
                + references.input()
                + "'"
                + NearestName.hint(references.input(), names));
      }
      return;
    }
    DeclaredColumns others = DeclaredColumns.of(other.get());
    references.inputColumns().forEach(column -> others.require(rule, "input-columns", column));
    if (rule.sound("columns", "input-columns")
        && references.columns().size() != references.inputColumns().size()) {
      rule.problem("input-columns", "expected as many as columns");
    }
  }
}
