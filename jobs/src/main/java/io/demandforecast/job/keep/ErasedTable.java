package io.demandforecast.job.keep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.table.Accuracy;
import io.demandforecast.table.Covariates;
import io.demandforecast.table.Features;
import io.demandforecast.table.KnownLines;
import io.demandforecast.table.Loads;
import io.demandforecast.table.Observations;
import io.demandforecast.table.Panel;
import io.demandforecast.table.Quarantine;
import io.demandforecast.table.Runs;
import io.demandforecast.table.SeriesTable;
import io.demandforecast.warehouse.Erasure;
import io.demandforecast.warehouse.Warehouse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How a table holds a key's value and how it loses it: by rows that are about it, by texts that
 * mention it, or because it is derived of those.
 *
 * @param label the table's name, with {@code archive/} before it where it is one of the archive
 * @param name of the table
 * @param erasure of the table
 * @param rows which rows are about the value; empty where rows are about no key
 * @param texts columns of words about rows, that are there
 * @param match finds the value
 */
record ErasedTable(
    String label,
    String name,
    Erasure erasure,
    Optional<Column> rows,
    List<String> texts,
    KeyMatch match)
    implements Comparable<ErasedTable> {
  private static final Set<String> DERIVED = Set.of(Panel.NAME, Features.NAME, KnownLines.NAME);

  /** Tables that others are made of: they go last. */
  private static final Set<String> TRUTH =
      Set.of(Observations.NAME, Covariates.NAME, SeriesTable.NAME);

  /** Columns of words, in any table: what a person or a program says of rows. */
  private static final List<String> WORDS =
      List.of(Quarantine.RAW, Quarantine.REASON, Runs.MESSAGE, Runs.CONFIG, Loads.FILE);

  private static final String NOTHING_LEFT = "(erased)";

  /**
   * A table of a warehouse.
   *
   * @param prefix of the label
   * @param column the key whose value goes
   */
  static ErasedTable of(
      Warehouse warehouse, String prefix, String name, String column, KeyMatch match) {
    Erasure erasure = warehouse.erasure(name);
    List<String> columns = List.of(erasure.rows().columns());
    Optional<Column> rows = Optional.empty();
    if (name.equals(Covariates.NAME)) {
      rows = Optional.of(match.isWithin(col(Covariates.SCOPE), col(Covariates.SCOPE_KEY)));
    } else if (columns.contains(Accuracy.SEGMENT) && columns.contains(Accuracy.SEGMENT_VALUE)) {
      rows =
          Optional.of(
              col(Accuracy.SEGMENT)
                  .equalTo(lit(column))
                  .and(match.is(col(Accuracy.SEGMENT_VALUE))));
    } else if (columns.contains(column)) {
      rows = Optional.of(match.is(col("`" + column + "`")));
    }
    // A row about another key says nothing of this one.
    List<String> texts =
        rows.isPresent() ? List.of() : WORDS.stream().filter(columns::contains).toList();
    return new ErasedTable(prefix + name, name, erasure, rows, texts, match);
  }

  /** Whether all of it follows from other tables. */
  boolean isDerived() {
    return DERIVED.contains(name);
  }

  /** How many rows are about the value or mention it. */
  long count() {
    return erasure.rows().where(held()).count();
  }

  /** Whether files of earlier versions hold it. */
  boolean isInPast() {
    return erasure.past().filter(old -> !old.where(held()).isEmpty()).isPresent();
  }

  /** The rows about the value: those that are there, and those of earlier versions. */
  Dataset<Row> everAbout() {
    Dataset<Row> now = erasure.rows().where(rows.orElseThrow());
    return erasure.past().map(old -> now.unionByName(old.where(rows.orElseThrow()))).orElse(now);
  }

  /** Takes the value out of it as it is now. */
  void erase() {
    rows.ifPresent(erasure::delete);
    if (rows.isEmpty() && !texts.isEmpty()) {
      erasure.update(held(), without());
    }
  }

  private Column held() {
    return rows.orElse(texts.stream().map(this::isIn).reduce(Column::or).orElse(lit(false)));
  }

  private Column isIn(String text) {
    return text.equals(Runs.CONFIG) ? match.isQuoted(col(text)) : match.isMentioned(col(text));
  }

  /** A record's own text goes whole: what stands beside a value is of the same person. */
  private Map<String, Column> without() {
    boolean setAside = name.equals(Quarantine.NAME);
    Map<String, Column> values = new TreeMap<>();
    for (String text : texts) {
      Column erased =
          text.equals(Runs.CONFIG) ? match.unquotedFrom(col(text)) : match.erasedFrom(col(text));
      if (setAside && text.equals(Quarantine.RAW)) {
        erased = lit(null).cast("string");
      } else if (setAside && text.equals(Quarantine.REASON)) {
        erased = lit(NOTHING_LEFT);
      }
      values.put(text, erased);
    }
    return values;
  }

  @Override
  public int compareTo(ErasedTable other) {
    int byTurn = Integer.compare(turn(), other.turn());
    return byTurn != 0 ? byTurn : label.compareTo(other.label);
  }

  private int turn() {
    return isDerived() ? 0 : TRUTH.contains(name) ? 2 : 1;
  }
}
