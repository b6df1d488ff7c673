package io.demandforecast.source;

import io.demandforecast.config.InputSettings.Label;
import io.demandforecast.config.InputSettings.Layout.PeriodsAcross;
import io.demandforecast.failure.ForecastException;
import java.time.LocalDate;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the names of a wide input's period columns. */
final class PeriodLabels {
  private final Pattern pattern;
  private final Label label;
  private final DateTimeFormatter format;

  /**
   * @throws ForecastException a configuration error if pattern or format are none
   */
  PeriodLabels(String input, PeriodsAcross layout) {
    this.label = layout.label();
    try {
      this.pattern = Pattern.compile(layout.pattern());
    } catch (PatternSyntaxException malformed) {
      throw ForecastException.configuration(
          "Input '"
              + input
              + "': pattern '"
              + layout.pattern()
              + "' of its period columns is no"
              + " regular expression: "
              + malformed.getDescription()
              + ".");
    }
    if (pattern.matcher("").groupCount() != 1) {
      throw ForecastException.configuration(
          "Input '"
              + input
              + "': pattern '"
              + layout.pattern()
              + "' of its period columns needs"
              + " one group, around the date or index, as in 'd_(\\d+)'.");
    }
    try {
      this.format =
          layout.format().isEmpty() ? DateTimeFormatter.ISO_LOCAL_DATE : of(layout.format());
    } catch (IllegalArgumentException malformed) {
      throw ForecastException.configuration(
          "Input '"
              + input
              + "': format '"
              + layout.format()
              + "' of its period columns is no date"
              + " pattern: "
              + malformed.getMessage()
              + ".");
    }
  }

  /** A strict pattern of dates, in which the day may be left out: then it is the first. */
  private static DateTimeFormatter of(String pattern) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().appendPattern(pattern);
    if (pattern.indexOf('d') < 0) {
      builder.parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
    }
    if (pattern.indexOf('y') >= 0 && pattern.indexOf('G') < 0) {
      builder.parseDefaulting(ChronoField.ERA, 1);
    }
    return builder
        .toFormatter(Locale.ROOT)
        .withChronology(IsoChronology.INSTANCE)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** The period's text in a column's name; empty if it is no period column. */
  Optional<String> text(String columnName) {
    Matcher matcher = pattern.matcher(columnName);
    return matcher.matches() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
  }

  /** The period a text stands for, equal for equal periods; empty if it is no date or index. */
  Optional<Object> period(String text) {
    try {
      return Optional.of(
          label == Label.INDEX ? Integer.valueOf(text) : LocalDate.parse(text, format));
    } catch (NumberFormatException | DateTimeParseException none) {
      return Optional.empty();
    }
  }

  /** What a text should be, as in "a date". */
  String expected() {
    return label == Label.INDEX ? "a whole number" : "a date";
  }
}
