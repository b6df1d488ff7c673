package io.demandforecast.quality;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.demandforecast.config.InputSettings;
import io.demandforecast.config.RuleSettings;
import io.demandforecast.config.RuleSettings.Check;
import io.demandforecast.config.RuleSettings.Severity;
import io.demandforecast.source.RawColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * All rules of single rows as one projection: what a row breaks first stands in its {@link Marks}.
 * Rules that block come first, so that no milder breach hides one; then those of the declaration
 * itself, then declared ones in their order.
 */
public final class RowRules {
  /** A record that cannot be taken apart. */
  public static final String RECORD = "record";

  private static final String IN_SCOPE = "_in_scope";

  private RowRules() {}

  /**
   * Marks each row.
   *
   * @param rows rows with the columns that the rules' expressions look at
   * @param builtIn rules that are always on
   * @param hasNoValue true for a row that says nothing: of no scope
   */
  public static Dataset<Row> mark(
      TypedRows typed, Dataset<Row> rows, List<RuleExpression> builtIn, Column hasNoValue) {
    List<RuleExpression> declared = declared(typed);
    List<RuleExpression> ordered = new ArrayList<>();
    declared.stream().filter(of(Severity.BLOCK)).forEach(ordered::add);
    ordered.addAll(builtIn);
    declared.stream().filter(of(Severity.QUARANTINE)).forEach(ordered::add);
    RuleExpression record =
        RuleExpression.builtIn(RECORD, col(RawColumns.BROKEN).isNotNull(), col(RawColumns.BROKEN));
    Column broken = when(record.broken(), record.verdict());
    Column inScope = inScope(typed);
    for (RuleExpression rule : ordered) {
      broken = broken.when(inScope.and(rule.broken()), rule.verdict());
    }
    Column warning = lit(null).cast("string");
    List<RuleExpression> warnings = declared.stream().filter(of(Severity.WARN)).toList();
    for (int i = 0; i < warnings.size(); i++) {
      RuleExpression rule = warnings.get(i);
      warning =
          i == 0
              ? when(rule.broken(), lit(rule.id()))
              : warning.when(rule.broken(), lit(rule.id()));
    }
    Map<String, Column> verdicts = new LinkedHashMap<>();
    verdicts.put(Marks.SET_ASIDE, broken);
    verdicts.put(IN_SCOPE, inScope);
    verdicts.put(Marks.WARNING, warning);
    Column out =
        col(Marks.SET_ASIDE).isNull().and(not(col(IN_SCOPE)).or(coalesce(hasNoValue, lit(true))));
    return rows.withColumns(verdicts)
        .withColumn(Marks.OUT, out)
        .withColumn(Marks.WARNING, when(Marks.accepted(), col(Marks.WARNING)))
        .drop(IN_SCOPE);
  }

  private static Predicate<RuleExpression> of(Severity severity) {
    return rule -> rule.severity() == severity;
  }

  /** Rows that fulfil each declared condition. */
  private static Column inScope(TypedRows typed) {
    Column inScope = lit(true);
    for (InputSettings.ScopeFilter filter : typed.input().scope()) {
      Column matches =
          coalesce(typed.text(filter.column()).rlike(whole(filter.matches())), lit(false));
      inScope = inScope.and(filter.negate() ? not(matches) : matches);
    }
    return inScope;
  }

  private static String whole(String pattern) {
    return "^(?:" + pattern + ")$";
  }

  /** The declared rules that look at one row alone. */
  private static List<RuleExpression> declared(TypedRows typed) {
    List<RuleExpression> rules = new ArrayList<>();
    for (RuleSettings rule : typed.input().rules()) {
      Breach breach = breach(typed, rule.check());
      if (breach != null) {
        String message = rule.message().isEmpty() ? breach.expected() : rule.message();
        rules.add(
            new RuleExpression(
                rule.id(),
                rule.severity(),
                breach.broken(),
                Reasons.declared(message, breach.column(), typed.text(breach.column()))));
      }
    }
    return rules;
  }

  /** What breaks a check, and the message where none is declared. */
  private record Breach(String column, Column broken, String expected) {}

  /** Null for a check of keys or of the whole load. */
  private static Breach breach(TypedRows typed, Check check) {
    if (check instanceof Check.Required required) {
      Column text = typed.text(required.column());
      return new Breach(
          required.column(), text.isNull().or(trim(text).equalTo("")), "a value is required");
    }
    if (check instanceof Check.Range range) {
      Column number = typed.number(range.column());
      Column below = range.min().map(min -> number.lt(lit(min))).orElse(lit(false));
      Column above = range.max().map(max -> number.gt(lit(max))).orElse(lit(false));
      return new Breach(
          range.column(), below.or(above), "outside " + bounds(range.min(), range.max()));
    }
    if (check instanceof Check.Allowed allowed) {
      Column text = typed.text(allowed.column());
      return new Breach(
          allowed.column(),
          not(text.isin(allowed.values().toArray())),
          "not one of the allowed values");
    }
    if (check instanceof Check.Matches matches) {
      return new Breach(
          matches.column(),
          not(typed.text(matches.column()).rlike(whole(matches.pattern()))),
          "not of the form " + matches.pattern());
    }
    if (check instanceof Check.DateRange range) {
      Column day = typed.day(range.column());
      Column below = range.from().map(from -> day.lt(functions.lit(from))).orElse(lit(false));
      Column above = range.to().map(to -> day.gt(functions.lit(to))).orElse(lit(false));
      return new Breach(
          range.column(), below.or(above), "outside " + bounds(range.from(), range.to()));
    }
    return null;
  }

  private static String bounds(Optional<?> from, Optional<?> to) {
    return from.map(Object::toString).orElse("-∞") + " .. " + to.map(Object::toString).orElse("∞");
  }
}
