package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
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
import io.demandforecast.source.RawInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final OtherInputs others;

  /**
   * @param others all raw rows of other inputs: of calendars and references
   */
  InputClassifier(ForecastConfig config, OtherInputs others) {
    this.config = config;
    this.periods = new PeriodExpressions(config.frequency(), config.timeZone());
    this.others = others;
  }

  /** Rules that are known only once the rows were seen. */
  record Seen(Optional<Integer> lastPlausibleYear) {
    static final Seen NOTHING = new Seen(Optional.empty());
  }

  /** Classifies raw rows, lazily. */
  Classified classify(RawInput raw, Seen seen, KeyCheck keys) {
    InputSettings input = raw.settings();
    TypedRows typed = TypedRows.of(raw);
    List<CovariateSlot> slots = CovariateSlot.of(config, input);
    Dataset<Row> timed = Calendars.join(input, typed, others);
    Dataset<Row> valued = timed.withColumns(values(typed, slots));
    Dataset<Row> marked =
        RowRules.mark(typed, valued, builtIn(typed, slots, seen), saysNothing(input));
    Dataset<Row> referring = KeyRules.references(typed, marked, others::distinct);
    return new Classified(input, narrow(typed, keys.apply(typed, referring), slots), slots);
  }

  /** A check of keys that is not the input's own. */
  interface KeyCheck {
    Dataset<Row> apply(TypedRows typed, Dataset<Row> marked);

    /** This check and then another. */
    default KeyCheck and(KeyCheck next) {
      return (typed, marked) -> next.apply(typed, apply(typed, marked));
    }

    /** No further check. */
    static KeyCheck none() {
      return (typed, marked) -> marked;
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
    Column index = label.try_cast("int");
    // The usual index needs no regular expression, which every cell would pay for.
    return when(index.between(lit(0), lit(999_999)).and(index.cast("string").equalTo(label)), index)
        .when(label.rlike("^[0-9]{1,6}$"), index)
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

  /** The columns that later steps look at, and no more: millions of rows are held. */
  private Dataset<Row> narrow(TypedRows typed, Dataset<Row> checked, List<CovariateSlot> slots) {
    InputSettings input = typed.input();
    List<Column> columns = new ArrayList<>();
    for (String name :
        List.of(
            TypedRows.FILE_NUMBER,
            TypedRows.ORDER,
            RawColumns.STANDS_FOR,
            Marks.WARNING,
            Marks.OUT)) {
      columns.add(col(name));
    }
    if (List.of(checked.columns()).contains(RawColumns.LINE_DIGEST)) {
      columns.add(col(RawColumns.LINE_DIGEST));
    }
    columns.add(
        when(
                Marks.setAside(),
                struct(
                    Marks.field(Marks.RULE),
                    Marks.field(Marks.REASON),
                    Marks.field(Marks.BLOCKS),
                    col(RawColumns.LINE),
                    col(RawColumns.OFFSET),
                    col(RawColumns.RAW)))
            .as(Marks.SET_ASIDE));
    List<String> values = new ArrayList<>();
    input.keys().forEach(key -> values.add(Classified.keyName(key)));
    input.attributes().forEach(attribute -> values.add(Classified.attributeName(attribute)));
    if (isAboutSeries(input)) {
      values.add(Classified.SERIES);
    }
    values.add(Classified.TO_PERIOD);
    if (!slots.isEmpty()) {
      values.addAll(List.of(Classified.FROM_PERIOD, Classified.FROM_DATE, Classified.TO_DATE));
      slots.forEach(slot -> values.add(slot.name()));
    }
    if (input.knownAt().column().isPresent()) {
      values.add(Classified.KNOWN_AT);
    }
    values.forEach(name -> columns.add(RawColumns.column(name)));
    if (input.quantity().isPresent()) {
      Column quantity = col(Classified.QUANTITY);
      columns.add((clips() ? greatest(quantity, lit(0.0)) : quantity).as(Classified.QUANTITY));
    }
    KeyRules.hashes(typed).forEach((name, hash) -> columns.add(hash.as(name)));
    return checked.select(columns.toArray(Column[]::new));
  }

  private boolean clips() {
    return config.demand().negatives() == Negatives.CLIP;
  }

  PeriodExpressions periods() {
    return periods;
  }
}
