package io.demandforecast.config;

import io.demandforecast.series.PanelLayout;
import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One raw input: where it is, how it is written, which of its columns mean what, and the rules it
 * is held to.
 *
 * @param name its name in configuration and in messages
 * @param source where the bytes or rows are
 * @param layout long, or wide with periods or series as columns
 * @param columns the declared columns and their types, in header order; of a wide input those that
 *     stand beside the spread ones
 * @param extraColumns whether columns that are not declared are refused
 * @param keys key or attribute columns of the data set that this input's rows are about: all keys
 *     of a series (series scope), some or an attribute (group scope), none (global scope)
 * @param rename data set's name of a column to the name it has in this input, where they differ
 * @param time when a row is about
 * @param knownAt when a row became known
 * @param scope rows outside are out of scope: counted, kept nowhere
 * @param quantity column of the target's quantity; in a wide layout the name that its cells go by;
 *     empty for an input that carries none
 * @param attributes columns that are static attributes of the series
 * @param covariates covariates that this input carries
 * @param rules declared rules; type, required and key rules of the declaration itself always apply
 */
public record InputSettings(
    String name,
    Source source,
    Layout layout,
    List<Column> columns,
    ExtraColumns extraColumns,
    List<String> keys,
    Map<String, String> rename,
    Optional<Time> time,
    KnownAt knownAt,
    List<ScopeFilter> scope,
    Optional<String> quantity,
    List<String> attributes,
    List<CovariateSettings> covariates,
    List<RuleSettings> rules)
    implements Serializable {

  public InputSettings {
    columns = List.copyOf(columns);
    keys = List.copyOf(keys);
    rename = inOrderOfNames(rename);
    scope = List.copyOf(scope);
    attributes = List.copyOf(attributes);
    covariates = List.copyOf(covariates);
    rules = List.copyOf(rules);
  }

  /** The name in the raw input of a data set's column. */
  public String rawName(String column) {
    return rename.getOrDefault(column, column);
  }

  /** How raw data are written. */
  public enum Format {
    CSV,
    TSV,
    JSONL,
    PARQUET,
    ORC,
    AVRO,
    DELTA,
    JDBC;

    /** Whether rows are lines of text with a place in a file. */
    public boolean isText() {
      return this == CSV || this == TSV || this == JSONL;
    }
  }

  /**
   * Where the data are.
   *
   * @param format how they are written
   * @param path file, folder or glob relative to the data folder; empty for JDBC
   * @param text settings of CSV, TSV and JSON lines
   * @param jdbc settings of a database, for that format alone
   */
  public record Source(Format format, String path, TextFormat text, Optional<Jdbc> jdbc)
      implements Serializable {}

  /**
   * How text is written.
   *
   * @param delimiter of fields
   * @param quote around fields that hold delimiters, quotes or line ends
   * @param encoding name of the character set; bytes that are none of it are an error
   * @param nullValues texts that mean missing; the empty text always does
   * @param quotedNewlines whether a quoted field may hold a line end: such a file is read by one
   *     task
   * @param splitBytes size from which an uncompressed file without quoted newlines is read by
   *     several tasks
   */
  public record TextFormat(
      char delimiter,
      char quote,
      String encoding,
      List<String> nullValues,
      boolean quotedNewlines,
      long splitBytes)
      implements Serializable {
    public TextFormat {
      nullValues = List.copyOf(nullValues);
    }
  }

  /**
   * A database table. User and password stand in environment variables only.
   *
   * @param url JDBC URL without credentials
   * @param table table or view
   * @param userVariable environment variable of the user
   * @param passwordVariable environment variable of the password
   * @param partitionColumn numeric or date column that partitioned reads divide; empty: one task
   *     reads all
   * @param partitions tasks that read
   * @param fetchSize rows a round trip
   */
  public record Jdbc(
      String url,
      String table,
      String userVariable,
      String passwordVariable,
      Optional<String> partitionColumn,
      int partitions,
      int fetchSize)
      implements Serializable {}

  /** Type that a declared column's text must have. */
  public enum ColumnType {
    STRING,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    DATE,
    TIMESTAMP
  }

  /**
   * A declared column.
   *
   * @param name as in the header
   * @param type its values' type
   * @param format pattern of dates and timestamps (java.time); ISO where empty
   * @param required whether an empty value is an error
   * @param personal what becomes of its values before anything else is made of them
   */
  public record Column(
      String name, ColumnType type, String format, boolean required, Personal personal)
      implements Serializable {
    /** A column of no personal data. */
    public Column(String name, ColumnType type, String format, boolean required) {
      this(name, type, format, required, Personal.KEEP);
    }
  }

  /** What becomes of values as soon as a record is taken apart. */
  public enum Personal {
    /** They are no personal data. */
    KEEP,
    /** They are forgotten. */
    DROP,
    /** A keyed hash takes their place: equal texts stay equal. */
    HASH
  }

  /** What becomes of the values of a data set's key or attribute in this input. */
  public Personal personal(String column) {
    if (layout instanceof Layout.SeriesAcross across && keys.contains(column)) {
      return across.personal();
    }
    return columns.stream()
        .filter(declared -> declared.name().equals(rawName(column)))
        .map(Column::personal)
        .findFirst()
        .orElse(Personal.KEEP);
  }

  /** Whether any of its values is personal. */
  public boolean hasPersonal() {
    return layout instanceof Layout.SeriesAcross across && across.personal() != Personal.KEEP
        || columns.stream().anyMatch(column -> column.personal() != Personal.KEEP);
  }

  /** What to do with columns of the header that are not declared. */
  public enum ExtraColumns {
    REFUSE,
    IGNORE
  }

  /** How rows and columns are laid out. */
  public sealed interface Layout extends Serializable {
    /** One row a series and period. */
    record Long() implements Layout {}

    /**
     * One row a series, one column a period.
     *
     * @param pattern regular expression of the period columns' names with one group
     * @param label what that group says: a date (in {@code format}) or an index
     * @param format pattern of a date label; ISO where empty
     * @param first the date that index {@code firstIndex} stands for
     * @param firstIndex the index of the first period
     */
    record PeriodsAcross(
        String pattern, Label label, String format, Optional<LocalDate> first, int firstIndex)
        implements Layout {}

    /**
     * One row a period, one column a series: every column that is not declared is one, its name the
     * value of the one key column.
     *
     * @param personal what becomes of those names
     */
    record SeriesAcross(Personal personal) implements Layout {
      /** Names that are no personal data. */
      public SeriesAcross() {
        this(Personal.KEEP);
      }
    }
  }

  /** What the name of a period's column holds. */
  public enum Label {
    DATE,
    INDEX
  }

  /**
   * When a row is about.
   *
   * @param column the column that says it, a DATE, a TIMESTAMP or a key of a calendar
   * @param span how long the row's values hold: its own period, or seven days from (or up to) its
   *     date
   * @param calendar input that maps this column's values to dates, where they are keys and not
   *     dates
   */
  public record Time(String column, Span span, Optional<CalendarKey> calendar)
      implements Serializable {}

  /** How long a row's values hold. */
  public enum Span {
    /** The period the date falls in. */
    PERIOD,
    /** The seven days that start at the date. */
    WEEK_FROM,
    /** The seven days that end at the date. */
    WEEK_TO
  }

  /**
   * A calendar that maps keys to dates.
   *
   * @param input the calendar's input
   * @param key its column with the key
   * @param date its date column: all dates of a key
   */
  public record CalendarKey(String input, String key, String date) implements Serializable {}

  /**
   * When a row became known: a declared column, else the last day of its period plus a delay. Plans
   * (covariates known ahead) without a column count as known always.
   */
  public record KnownAt(Optional<String> column, int delayDays) implements Serializable {}

  /**
   * A condition that rows in scope fulfil.
   *
   * @param column the column looked at
   * @param matches regular expression its whole text must match
   * @param negate whether matching rows are the ones out of scope
   */
  public record ScopeFilter(String column, String matches, boolean negate)
      implements Serializable {}

  /**
   * A covariate.
   *
   * @param name its name in features and tables
   * @param column the column with its values; empty where {@code spread} says more than one
   * @param kind what its values mean
   * @param knownAhead whether values beyond the origin may be used
   * @param spread value of {@code spreadKey} to the column that holds the covariate for it
   *     (snap_CA, snap_TX)
   * @param spreadKey key or attribute that the spread columns are about; empty where there is no
   *     spread
   */
  public record CovariateSettings(
      String name,
      String column,
      PanelLayout.Kind kind,
      boolean knownAhead,
      Map<String, String> spread,
      String spreadKey)
      implements Serializable {
    public CovariateSettings {
      spread = inOrderOfNames(spread);
    }
  }

  /** Map.copyOf has another order in each JVM; what iterates over a setting shall not. */
  private static Map<String, String> inOrderOfNames(Map<String, String> map) {
    return Collections.unmodifiableMap(new TreeMap<>(map));
  }

  /** Day names for messages and closed days. */
  public static String dayName(DayOfWeek day) {
    return day.name().toLowerCase(java.util.Locale.ROOT);
  }
}
