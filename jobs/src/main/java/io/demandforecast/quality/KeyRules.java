package io.demandforecast.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import io.demandforecast.config.RuleSettings;
import io.demandforecast.config.RuleSettings.Check;
import io.demandforecast.config.RuleSettings.Severity;
import io.demandforecast.source.RawColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Rules that compare rows by a key: one shuffle a key, however many rules ask for it. Rows that
 * other rules set aside take no part.
 */
public final class KeyRules {
  private static final String NUMBER = "_number_of_key";
  private static final String FOUND = "_found";
  private static final String REFERENCE = "_reference_";

  private KeyRules() {}

  /**
   * Applies an input's declared References and Unique rules.
   *
   * @param typed the columns of the rows, which have their {@link Marks}
   * @param other texts of columns of another input, by that input's name
   */
  public static Dataset<Row> apply(
      TypedRows typed, Dataset<Row> marked, Function<String, TypedRows> other) {
    Dataset<Row> rows = marked;
    for (RuleSettings rule : typed.input().rules()) {
      if (rule.check() instanceof Check.References references) {
        Dataset<Row> known = distinct(other.apply(references.input()), references.inputColumns());
        List<Column> texts = references.columns().stream().map(typed::text).toList();
        rows =
            references(
                rows,
                texts,
                known,
                rule.id(),
                rule.severity(),
                reason(
                    rule,
                    "not in input " + references.input(),
                    String.join("|", references.columns()),
                    texts));
      }
    }
    Map<Set<String>, List<RuleSettings>> byKey = new LinkedHashMap<>();
    for (RuleSettings rule : typed.input().rules()) {
      if (rule.check() instanceof Check.Unique unique) {
        byKey.computeIfAbsent(new HashSet<>(unique.columns()), key -> new ArrayList<>()).add(rule);
      }
    }
    for (Map.Entry<Set<String>, List<RuleSettings>> entry : byKey.entrySet()) {
      List<String> names = entry.getKey().stream().sorted().toList();
      List<Column> texts = names.stream().map(typed::text).toList();
      Dataset<Row> numbered = numbered(rows, texts);
      for (RuleSettings rule : entry.getValue()) {
        numbered =
            Marks.mark(
                numbered,
                allPresent(texts).and(col(NUMBER).gt(lit(1))),
                rule.id(),
                rule.severity(),
                reason(rule, "not unique", String.join("|", names), texts));
      }
      rows = numbered.drop(NUMBER);
    }
    return rows;
  }

  /** Sets aside all but the first accepted row of each key. */
  public static Dataset<Row> firstOnly(
      Dataset<Row> rows, List<Column> key, String rule, Column reason) {
    return Marks.mark(
            numbered(rows, key), col(NUMBER).gt(lit(1)), rule, Severity.QUARANTINE, reason)
        .drop(NUMBER);
  }

  /**
   * Marks accepted rows whose values are not among known ones; a row that misses a value passes.
   *
   * @param known distinct values, in columns in the order of {@code values}
   */
  public static Dataset<Row> references(
      Dataset<Row> rows,
      List<Column> values,
      Dataset<Row> known,
      String rule,
      Severity severity,
      Column reason) {
    String[] names = known.columns();
    Column equal = lit(true);
    List<Column> renamed = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      renamed.add(RawColumns.column(names[i]).as(REFERENCE + i));
      equal = equal.and(values.get(i).equalTo(col(REFERENCE + i)));
    }
    renamed.add(lit(true).as(FOUND));
    Dataset<Row> joined = rows.join(known.select(renamed.toArray(Column[]::new)), equal, "left");
    List<String> added = new ArrayList<>(List.of(FOUND));
    for (int i = 0; i < names.length; i++) {
      added.add(REFERENCE + i);
    }
    return Marks.mark(joined, allPresent(values).and(col(FOUND).isNull()), rule, severity, reason)
        .drop(added.toArray(String[]::new));
  }

  private static Dataset<Row> distinct(TypedRows other, List<String> columns) {
    List<Column> texts = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      texts.add(other.text(columns.get(i)).as("value_" + i));
    }
    return other
        .rows()
        .where(col(RawColumns.BROKEN).isNull())
        .select(texts.toArray(Column[]::new))
        .distinct();
  }

  private static Dataset<Row> numbered(Dataset<Row> rows, List<Column> key) {
    List<Column> partition = new ArrayList<>(key);
    partition.add(Marks.accepted());
    return rows.withColumn(
        NUMBER,
        row_number()
            .over(
                Window.partitionBy(partition.toArray(Column[]::new))
                    .orderBy(col(RawColumns.FILE), col(TypedRows.POSITION))));
  }

  private static Column allPresent(List<Column> values) {
    return values.stream().map(Column::isNotNull).reduce(lit(true), Column::and);
  }

  private static Column reason(
      RuleSettings rule, String expected, String columns, List<Column> texts) {
    String message = rule.message().isEmpty() ? expected : rule.message();
    return concat(
        lit(message + ": " + columns + " '"),
        Reasons.shown(concat_ws("|", texts.toArray(Column[]::new))),
        lit("'"));
  }
}
