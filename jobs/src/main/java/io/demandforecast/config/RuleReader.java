package io.demandforecast.config;

import io.demandforecast.config.RuleSettings.Check;
import io.demandforecast.config.RuleSettings.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads an input's {@code rules}. */
final class RuleReader {
  private enum Kind {
    REQUIRED,
    RANGE,
    ALLOWED,
    MATCHES,
    DATE_RANGE,
    UNIQUE,
    REFERENCES,
    FRESHNESS,
    ROW_COUNT,
    REJECTED_SHARE,
    GAPS;

    /** Whether it looks at the load as a whole and not at a row. */
    boolean ofLoad() {
      return this == FRESHNESS || this == ROW_COUNT || this == REJECTED_SHARE || this == GAPS;
    }
  }

  private RuleReader() {}

  static List<RuleSettings> read(Section input) {
    List<RuleSettings> rules = new ArrayList<>();
    for (Map.Entry<String, Section> entry : input.named("rules").entrySet()) {
      Section rule = entry.getValue();
      Severity severity = rule.choice("severity", Severity.class);
      Kind kind = rule.choice("check", Kind.class);
      if (rule.sound("check", "severity") && kind.ofLoad() && severity == Severity.QUARANTINE) {
        rule.problem(
            "severity", Scalar.spelt(kind) + " is about a whole load: expected one of warn, block");
      }
      // Without a kind there is no telling which other settings the rule has.
      if (rule.sound("check")) {
        rules.add(
            new RuleSettings(entry.getKey(), severity, rule.text("message"), check(kind, rule)));
      } else {
        rule.askForAll();
      }
    }
    return rules;
  }

  private static Check check(Kind kind, Section rule) {
    return switch (kind) {
      case REQUIRED -> new Check.Required(column(rule));
      case RANGE -> range(rule);
      case ALLOWED -> new Check.Allowed(column(rule), list(rule, "values"));
      case MATCHES -> new Check.Matches(column(rule), InputReader.pattern(rule, "pattern"));
      case DATE_RANGE -> dateRange(rule);
      case UNIQUE -> new Check.Unique(list(rule, "columns"));
      case REFERENCES ->
          new Check.References(
              list(rule, "columns"),
              rule.requiredText("input", "the input that is referred to"),
              list(rule, "input-columns"));
      case FRESHNESS -> new Check.Freshness(rule.integer("max-age-days", Bounds.atLeast(0)));
      case ROW_COUNT -> rowCount(rule);
      case REJECTED_SHARE -> new Check.RejectedShare(rule.number("max", Bounds.SHARE));
      case GAPS -> new Check.Gaps(rule.number("max-share", Bounds.SHARE));
    };
  }

  private static Check range(Section rule) {
    Optional<Double> min = rule.optionalNumber("min");
    Optional<Double> max = rule.optionalNumber("max");
    requireOrder(rule, "min", min, "max", max);
    return new Check.Range(column(rule), min, max);
  }

  private static Check dateRange(Section rule) {
    Optional<LocalDate> from = rule.optionalDate("from");
    Optional<LocalDate> to = rule.optionalDate("to");
    requireOrder(
        rule, "from", from.map(LocalDate::toEpochDay), "to", to.map(LocalDate::toEpochDay));
    return new Check.DateRange(column(rule), from, to);
  }

  private static Check rowCount(Section rule) {
    double min = rule.number("min-share", Bounds.atLeast(0));
    double max = rule.number("max-share", Bounds.atLeast(0));
    requireOrder(rule, "min-share", Optional.of(min), "max-share", Optional.of(max));
    return new Check.RowCount(min, max);
  }

  private static <T extends Comparable<T>> void requireOrder(
      Section rule, String lowKey, Optional<T> low, String highKey, Optional<T> high) {
    if (!rule.sound(lowKey, highKey)) {
      return;
    }
    if (low.isEmpty() && high.isEmpty()) {
      rule.problem(lowKey, "missing: expected " + lowKey + ", " + highKey + " or both");
    } else if (low.isPresent() && high.isPresent() && low.get().compareTo(high.get()) > 0) {
      rule.problem(highKey, "expected no less than " + lowKey);
    }
  }

  private static String column(Section rule) {
    return rule.requiredText("column", "the column looked at");
  }

  private static List<String> list(Section rule, String key) {
    List<String> texts = rule.texts(key);
    if (texts.isEmpty() && rule.sound(key)) {
      rule.problem(key, "expected at least one");
    }
    return texts;
  }
}
