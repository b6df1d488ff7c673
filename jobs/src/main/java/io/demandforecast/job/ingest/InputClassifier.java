package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import io.demandforecast.config.DemandPolicy.Negatives;
import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.Label;
import io.demandforecast.config.InputSettings.Layout;
import io.demandforecast.config.InputSettings.Time;
import io.demandforecast.config.RuleSettings.Severity;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.quality.KeyRules;
import io.demandforecast.quality.Marks;
import io.demandforecast.quality.ParsedText;
import io.demandforecast.quality.Reasons;
import io.demandforecast.quality.RowRules;
import io.demandforecast.quality.RuleExpression;
import io.demandforecast.quality.TypeRules;
import io.demandforecast.quality.TypedRows;
import io.demandforecast.source.RawColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Turns an input's raw rows into {@link Classified} ones: one projection, and a shuffle a key. */
final class InputClassifier {
  /** A key column is empty. */
  static final String KEY = "key";

  /** A calendar has no date for a row's key. */
  static final String CALENDAR = "calendar";

  /** A quantity is negative where none may be. */
  static final String NEGATIVE = "negative";

  /** A date lies in the future of the data. */
  static final String FUTURE = "future";

  private final ForecastConfig config;
  private final PeriodExpressions periods;
  private final Function<String, TypedRows> others;

  /**
   * @param others all raw rows of another input by its name: of calendars and references
   */
  InputClassifier(ForecastConfig config, Function<String, TypedRows> others) {
    this.config = config;
    this.periods = new PeriodExpressions(config.frequency(), config.timeZone());
    this.others = others;
  }

  /** Rules that are known only once the rows were seen. */
  record Seen(Optional<Integer> lastPlausibleYear) {
    static final Seen NOTHING = new Seen(Optional.empty());
  }

  /** Classifies raw rows, lazily. */
  Classified classify(InputSettings input, Dataset<Row> raw, Seen seen, KeyCheck keys) {
    TypedRows typed = TypedRows.of(input, raw);
    List<CovariateSlot> slots = CovariateSlot.of(config, input);
    Dataset<Row> timed = Calendars.join(input, typed, others);
    Map<String, Column> values = values(typed, slots);
    Dataset<Row> valued = timed.withColumns(values);
    Dataset<Row> marked =
        RowRules.mark(typed, valued, builtIn(typed, slots, seen), saysNothing(input));
    Dataset<Row> checked = keys.apply(KeyRules.apply(typed, marked, others));
    return new Classified(input, narrow(input, checked, values.keySet()), slots);
  }

  /** A check of keys that is not the input's own. */
  interface KeyCheck {
    Dataset<Row> apply(Dataset<Row> marked);

    /** No further check. */
    static KeyCheck none() {
      return marked -> marked;
    }
  }

  private Map<String, Column> values(TypedRows typed, List<CovariateSlot> slots) {
    InputSettings input = typed.input();
    Map<String, Column> values = new LinkedHashMap<>();
    for (String key : input.keys()) {
      values.put(Classified.keyName(key), typed.text(key));
    }
    for (String attribute : input.attributes()) {
      values.put(Classified.attributeName(attribute), typed.text(attribute));
    }
    if (isAboutSeries(input)) {
      values.put(
          Classified.SERIES,
          SeriesIds.of(config.series().keys().stream().map(typed::text).toList()));
    }
    span(typed, values);
    values.put(
        Classified.QUANTITY, input.quantity().map(typed::number).orElse(lit(null).cast("double")));
    values.put(
        Classified.KNOWN_AT,
        input.knownAt().column().map(typed::day).orElse(lit(null).cast("date")));
    for (CovariateSlot slot : slots) {
      values.put(slot.name(), value(typed, slot));
    }
    return values;
  }

  boolean isAboutSeries(InputSettings input) {
    return Set.copyOf(input.keys()).equals(Set.copyOf(config.series().keys()));
  }

  private static Column value(TypedRows typed, CovariateSlot slot) {
    return switch (slot.covariate().kind()) {
      case NUMERIC -> typed.number(slot.column());
      case FLAG -> typed.flag(slot.column());
      case EVENT -> typed.text(slot.column());
    };
  }

  /** First and last date and period that a row is about. */
  private void span(TypedRows typed, Map<String, Column> values) {
    InputSettings input = typed.input();
    Column from;
    Column to;
    Column first;
    Column last;
    if (input.layout() instanceof Layout.PeriodsAcross across) {
      first = across(across);
      last = first;
      from = periods.firstDay(first);
      to = periods.lastDay(first);
    } else if (input.time().isEmpty()) {
      first = lit(null).cast("int");
      last = first;
      from = lit(null).cast("date");
      to = from;
    } else {
      Time time = input.time().get();
      if (time.calendar().isPresent()) {
        from = col(Calendars.FROM);
        to = col(Calendars.TO);
        first = periods.ofDay(from);
        last = periods.lastOfDay(to);
      } else {
        Column day = typed.day(time.column());
        from = time.span() == InputSettings.Span.WEEK_TO ? date_sub(day, 6) : day;
        to = time.span() == InputSettings.Span.WEEK_FROM ? date_add(day, 6) : day;
        Optional<Column> clock =
            time.span() == InputSettings.Span.PERIOD ? typed.time(time.column()) : Optional.empty();
        first = clock.map(periods::ofTime).orElseGet(() -> periods.ofDay(from));
        last = clock.map(periods::ofTime).orElseGet(() -> periods.lastOfDay(to));
      }
    }
    values.put(Classified.FROM_DATE, from);
    values.put(Classified.TO_DATE, to);
    values.put(Classified.FROM_PERIOD, first);
    values.put(Classified.TO_PERIOD, last);
  }

  private Column across(Layout.PeriodsAcross across) {
    Column label = col(RawColumns.LABEL);
    if (across.label() == Label.DATE) {
      return periods.ofDay(ParsedText.day(label, across.format()));
    }
    int first =
        periods
            .frequency()
            .periodOf(
                across
                    .first()
                    .orElseThrow(
                        () ->
                            ForecastException.configuration(
                                "a wide layout with indices needs the date of the first one: set"
                                    + " layout.first")));
    return when(label.rlike("^[0-9]{1,6}$"), label.try_cast("int"))
        .minus(across.firstIndex())
        .plus(first);
  }

  private List<RuleExpression> builtIn(TypedRows typed, List<CovariateSlot> slots, Seen seen) {
    InputSettings input = typed.input();
    List<RuleExpression> rules = new ArrayList<>(TypeRules.of(typed));
    for (String key : input.keys()) {
      Column text = Classified.key(key);
      rules.add(
          rule(KEY, text.isNull().or(trim(text).equalTo("")), lit("key " + key + " is empty")));
    }
    time(input).ifPresent(rules::add);
    rules.add(
        rule(
            TypeRules.DATE,
            col(Classified.FROM_DATE).lt(lit(TypeRules.FIRST_DATE)),
            Reasons.of(
                "date",
                col(Classified.FROM_DATE).cast("string"),
                lit("is before " + TypeRules.FIRST_DATE))));
    for (CovariateSlot slot : slots) {
      Column value = RawColumns.column(slot.name());
      if (!slot.isEvent()) {
        rules.add(
            TypeRules.value(
                slot.column(),
                typed.text(slot.column()),
                value,
                slot.covariate().kind() == io.demandforecast.series.PanelLayout.Kind.FLAG
                    ? "a flag (true, false, 1 or 0)"
                    : "a number"));
      }
    }
    input
        .quantity()
        .ifPresent(
            quantity -> {
              Column value = col(Classified.QUANTITY);
              rules.add(TypeRules.value(quantity, typed.text(quantity), value, "a number"));
              if (config.demand().negatives() == Negatives.QUARANTINE) {
                rules.add(
                    rule(
                        NEGATIVE,
                        value.lt(lit(0.0)),
                        Reasons.of(quantity, typed.text(quantity), lit("is below zero"))));
              }
            });
    seen.lastPlausibleYear()
        .ifPresent(
            last ->
                rules.add(
                    rule(
                        FUTURE,
                        year(col(Classified.TO_DATE)).gt(lit(last)),
                        Reasons.of(
                            "date",
                            col(Classified.TO_DATE).cast("string"),
                            lit(
                                "lies in the future: hardly any row is later than "
                                    + last
                                    + ", and none is of "
                                    + (last + 1))))));
    return rules;
  }

  /** A row of an input with a time column has a time. */
  private Optional<RuleExpression> time(InputSettings input) {
    Column missing = col(Classified.FROM_PERIOD).isNull();
    if (input.layout() instanceof Layout.PeriodsAcross) {
      return Optional.of(
          rule(
              TypeRules.DATE,
              missing,
              Reasons.of("column name", col(RawColumns.LABEL), lit("names no period"))));
    }
    return input
        .time()
        .map(
            time -> {
              Column text = RawColumns.column(input.rawName(time.column()));
              return time.calendar().isPresent()
                  ? rule(
                      CALENDAR,
                      missing,
                      Reasons.of(
                          "column " + time.column(),
                          text,
                          lit("is no key of calendar " + time.calendar().get().input())))
                  : rule(
                      TypeRules.DATE,
                      missing,
                      Reasons.of("column " + time.column(), text, lit("is no date")));
            });
  }

  private static RuleExpression rule(String id, Column broken, Column reason) {
    return new RuleExpression(id, Severity.QUARANTINE, broken, reason);
  }

  /** An empty cell, or a row without quantity: a gap, which is of no scope. */
  private static Column saysNothing(InputSettings input) {
    return input.quantity().isPresent() ? col(Classified.QUANTITY).isNull() : lit(false);
  }

  private Dataset<Row> narrow(InputSettings input, Dataset<Row> checked, Set<String> values) {
    List<Column> columns = new ArrayList<>();
    for (String name :
        List.of(
            RawColumns.FILE,
            TypedRows.POSITION,
            Marks.RULE,
            Marks.BLOCKS,
            Marks.WARNING,
            Marks.OUT)) {
      columns.add(col(name));
    }
    for (String name : List.of(Marks.REASON, RawColumns.LINE, RawColumns.OFFSET, RawColumns.RAW)) {
      columns.add(when(Marks.setAside(), col(name)).as(name));
    }
    for (String name : values) {
      Column value = RawColumns.column(name);
      if (name.equals(Classified.QUANTITY) && clips()) {
        value = greatest(value, lit(0.0));
      }
      columns.add(value.as(name));
    }
    return checked.select(columns.toArray(Column[]::new));
  }

  private boolean clips() {
    return config.demand().negatives() == Negatives.CLIP;
  }

  PeriodExpressions periods() {
    return periods;
  }
}
