package io.demandforecast.config;

import io.demandforecast.config.InputSettings.Label;
import io.demandforecast.config.InputSettings.Layout;
import io.demandforecast.config.InputSettings.Personal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads an input's {@code layout}. */
final class LayoutReader {
  private enum Type {
    LONG,
    PERIODS_ACROSS,
    SERIES_ACROSS
  }

  private LayoutReader() {}

  static Layout read(Section layout) {
    Type type = layout.choice("type", Type.class);
    Label label = layout.choice("label", Label.class);
    String format = layout.text("format");
    Optional<LocalDate> first = layout.optionalDate("first");
    int firstIndex = layout.integer("first-index", Bounds.ANY);
    Personal personal = layout.choice("personal", Personal.class);
    if (personal != Personal.KEEP && type != Type.SERIES_ACROSS && layout.sound("type")) {
      layout.problem(
          "personal", "is of meaning for type = series-across only: set it at the column");
    }
    if (personal == Personal.DROP) {
      layout.problem("personal", "the columns' names are keys: expected keep or hash");
    }
    if (type != Type.PERIODS_ACROSS) {
      for (String key : new String[] {"pattern", "format", "first"}) {
        if (layout.has(key) && layout.sound("type")) {
          layout.problem(key, "is of meaning for type = periods-across only");
        }
      }
      return type == Type.LONG ? new Layout.Long() : new Layout.SeriesAcross(personal);
    }
    String pattern = InputReader.pattern(layout, "pattern");
    if (layout.sound("pattern") && Pattern.compile(pattern).matcher("").groupCount() != 1) {
      layout.problem(
          "pattern",
          "expected one group, around the "
              + Scalar.spelt(label)
              + ", such as d_([0-9]+); write (?:...) for other parentheses");
    }
    if (label == Label.INDEX && layout.sound("first", "label") && first.isEmpty()) {
      layout.problem("first", "missing: label = index needs the date of the first index");
    }
    if (label == Label.DATE && layout.sound("first", "label") && first.isPresent()) {
      layout.problem("first", "is of meaning for label = index only");
    }
    DatePattern.check(layout, "format", format);
    return new Layout.PeriodsAcross(pattern, label, format, first, firstIndex);
  }
}
