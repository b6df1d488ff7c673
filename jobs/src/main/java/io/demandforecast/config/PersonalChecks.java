package io.demandforecast.config;

import io.demandforecast.config.InputSettings.CalendarKey;
import io.demandforecast.config.InputSettings.Column;
import io.demandforecast.config.InputSettings.ColumnType;
import io.demandforecast.config.InputSettings.CovariateSettings;
import io.demandforecast.config.InputSettings.Personal;
import io.demandforecast.config.InputSettings.ScopeFilter;
import io.demandforecast.config.RuleSettings.Check;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks what is made of personal columns. Nothing is made of one that is dropped; one that is
 * hashed is compared for being equal alone, and in every input alike.
 */
final class PersonalChecks {
  private final InputSettings input;
  private final ForecastConfig config;

  private PersonalChecks(InputSettings input, ForecastConfig config) {
    this.input = input;
    this.config = config;
  }

  static void run(Section section, InputSettings input, ForecastConfig config) {
    new PersonalChecks(input, config).run(section);
  }

  private void run(Section section) {
    List<Section> sections = section.sections("columns");
    Set<String> used = used();
    Set<String> compared = comparedWithText();
    for (int i = 0; i < input.columns().size(); i++) {
      Column column = input.columns().get(i);
      if (column.personal() == Personal.KEEP || !sections.get(i).sound("personal", "type")) {
        continue;
      }
      if (column.type() != ColumnType.STRING) {
        sections
            .get(i)
            .problem("personal", "a personal column is a text: expected type = string, or keep");
      } else if (column.personal() == Personal.DROP) {
        if (column.required() || used.contains(column.name())) {
          sections
              .get(i)
              .problem("personal", "its values are dropped and asked for elsewhere: expected hash");
        }
      } else if (compared.contains(column.name())) {
        sections
            .get(i)
            .problem(
                "personal",
                "its values are compared with texts or dates (scope, rules, spread-key, calendar),"
                    + " which a hash never equals");
      }
    }
    alike(section);
    references(section);
  }

  /** A key that is hashed here and not there would name other series, in plain text. */
  private void alike(Section section) {
    List<String> shared = new ArrayList<>(input.keys());
    shared.addAll(input.attributes());
    for (String name : shared) {
      for (InputSettings other : config.inputs()) {
        boolean there = other.keys().contains(name) || other.attributes().contains(name);
        if (there
            && input.personal(name) == Personal.KEEP
            && other.personal(name) != Personal.KEEP) {
          section.problem(
              input.keys().contains(name) ? "keys" : "attributes",
              "'"
                  + name
                  + "' is personal in input '"
                  + other.name()
                  + "': expected the same personal = hash here");
        }
      }
    }
  }

  private void references(Section section) {
    for (RuleSettings rule : input.rules()) {
      if (!(rule.check() instanceof Check.References references)) {
        continue;
      }
      Optional<InputSettings> other = input(references.input());
      int pairs = Math.min(references.columns().size(), references.inputColumns().size());
      for (int i = 0; other.isPresent() && i < pairs; i++) {
        Personal here = input.personal(references.columns().get(i));
        Personal there = other.get().personal(references.inputColumns().get(i));
        if (here != there) {
          section
              .section("rules")
              .section(rule.id())
              .problem("columns", "one is personal and the other not: a hash equals no text");
        }
      }
    }
  }

  private Optional<InputSettings> input(String name) {
    return config.inputs().stream().filter(other -> other.name().equals(name)).findFirst();
  }

  /** Raw names of all columns that anything is made of. */
  private Set<String> used() {
    Set<String> used = new LinkedHashSet<>(comparedWithText());
    input.keys().forEach(key -> used.add(input.rawName(key)));
    input.attributes().forEach(attribute -> used.add(input.rawName(attribute)));
    input.quantity().ifPresent(used::add);
    input.knownAt().column().ifPresent(used::add);
    for (CovariateSettings covariate : input.covariates()) {
      used.add(covariate.column());
      used.addAll(covariate.spread().values());
    }
    for (RuleSettings rule : input.rules()) {
      if (rule.check() instanceof Check.Required required) {
        used.add(required.column());
      } else if (rule.check() instanceof Check.Unique unique) {
        used.addAll(unique.columns());
      } else if (rule.check() instanceof Check.References references) {
        used.addAll(references.columns());
      }
    }
    for (InputSettings other : config.inputs()) {
      for (RuleSettings rule : other.rules()) {
        if (rule.check() instanceof Check.References references
            && references.input().equals(input.name())) {
          used.addAll(references.inputColumns());
        }
      }
    }
    return used;
  }

  /** Raw names of columns whose values are held against what the configuration says. */
  private Set<String> comparedWithText() {
    Set<String> compared = new HashSet<>();
    input.time().ifPresent(time -> compared.add(time.column()));
    input.scope().stream().map(ScopeFilter::column).forEach(compared::add);
    for (RuleSettings rule : input.rules()) {
      if (rule.check() instanceof Check.Allowed allowed) {
        compared.add(allowed.column());
      } else if (rule.check() instanceof Check.Matches matches) {
        compared.add(matches.column());
      }
    }
    for (InputSettings other : config.inputs()) {
      Optional<CalendarKey> calendar = other.time().flatMap(InputSettings.Time::calendar);
      if (calendar.isPresent() && calendar.get().input().equals(input.name())) {
        compared.add(calendar.get().key());
      }
      for (CovariateSettings covariate : other.covariates()) {
        if (!covariate.spreadKey().isEmpty()) {
          compared.add(input.rawName(covariate.spreadKey()));
        }
      }
    }
    return compared;
  }
}
