package io.demandforecast.source;

import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.Column;
import io.demandforecast.config.InputSettings.ColumnType;
import io.demandforecast.config.InputSettings.ExtraColumns;
import io.demandforecast.config.InputSettings.Format;
import io.demandforecast.config.InputSettings.Jdbc;
import io.demandforecast.config.InputSettings.KnownAt;
import io.demandforecast.config.InputSettings.Label;
import io.demandforecast.config.InputSettings.Layout;
import io.demandforecast.config.InputSettings.Personal;
import io.demandforecast.config.InputSettings.Source;
import io.demandforecast.config.InputSettings.TextFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Declarations of inputs for tests: CSV in UTF-8 with commas, long, nothing undeclared. */
final class InputBuilder {
  private final Format format;
  private final String path;
  private final List<Column> columns = new ArrayList<>();
  private char delimiter = ',';
  private String encoding = "UTF-8";
  private List<String> nullValues = List.of();
  private long splitBytes = 64L << 20;
  private Newlines newlines = Newlines.QUOTED;
  private Layout layout = new Layout.Long();
  private ExtraColumns extra = ExtraColumns.REFUSE;
  private Optional<Jdbc> jdbc = Optional.empty();

  private enum Newlines {
    QUOTED,
    END_RECORDS
  }

  private InputBuilder(Format format, String path) {
    this.format = format;
    this.path = path;
  }

  static InputBuilder csv(String path) {
    return new InputBuilder(Format.CSV, path);
  }

  static InputBuilder of(Format format, String path) {
    return new InputBuilder(format, path);
  }

  InputBuilder columns(String... names) {
    for (String name : names) {
      columns.add(new Column(name, ColumnType.STRING, "", false));
    }
    return this;
  }

  InputBuilder column(String name, ColumnType type, String pattern) {
    columns.add(new Column(name, type, pattern, false));
    return this;
  }

  InputBuilder personal(String name, Personal personal) {
    columns.add(new Column(name, ColumnType.STRING, "", false, personal));
    return this;
  }

  InputBuilder seriesAcross(Personal personal) {
    layout = new Layout.SeriesAcross(personal);
    return this;
  }

  InputBuilder delimiter(char character) {
    delimiter = character;
    return this;
  }

  InputBuilder encoding(String name) {
    encoding = name;
    return this;
  }

  InputBuilder nullValues(String... texts) {
    nullValues = List.of(texts);
    return this;
  }

  /** Ranges of so many bytes, in which a record is always one line. */
  InputBuilder splitBytes(long bytes) {
    splitBytes = bytes;
    return oneLineRecords();
  }

  InputBuilder oneLineRecords() {
    newlines = Newlines.END_RECORDS;
    return this;
  }

  InputBuilder indexAcross(String pattern) {
    layout = new Layout.PeriodsAcross(pattern, Label.INDEX, "", Optional.empty(), 1);
    return this;
  }

  InputBuilder datesAcross(String pattern, String format) {
    layout = new Layout.PeriodsAcross(pattern, Label.DATE, format, Optional.empty(), 1);
    return this;
  }

  InputBuilder seriesAcross() {
    layout = new Layout.SeriesAcross();
    return this;
  }

  InputBuilder ignoreExtraColumns() {
    extra = ExtraColumns.IGNORE;
    return this;
  }

  InputBuilder jdbc(Jdbc settings) {
    jdbc = Optional.of(settings);
    return this;
  }

  InputSettings build() {
    TextFormat text =
        new TextFormat(
            delimiter, '"', encoding, nullValues, newlines == Newlines.QUOTED, splitBytes);
    return new InputSettings(
        "sales",
        new Source(format, path, text, jdbc),
        layout,
        columns,
        extra,
        List.of(),
        Map.of(),
        Optional.empty(),
        new KnownAt(Optional.empty(), 0),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of());
  }
}
