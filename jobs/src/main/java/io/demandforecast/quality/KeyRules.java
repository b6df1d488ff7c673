package io.demandforecast.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.demandforecast.config.InputSettings;
import io.demandforecast.config.RuleSettings;
import io.demandforecast.config.RuleSettings.Check;
import io.demandforecast.config.RuleSettings.Severity;
import io.demandforecast.source.RawColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Rules that compare rows by a key: one shuffle a key, however many rules ask for it. Rows that
 * other rules set aside take no part.
 *
 * <p>Most data keep their keys unique. So rows carry a hash of each key, by which a repeated one is
 * seen cheaply ({@link #repeats}); only then are rows numbered within their keys.
 */
public final class KeyRules {
  private static final String NUMBER = "_number_of_key";
  private static final String FOUND = "_found";
  private static final String REFERENCE = "_reference_";
  private static final String HASH = "_key_hash_";

  private KeyRules() {}

  /**
   * Hashes of the keys of an input's Unique rules by column name; null where a value is missing.
   */
  public static Map<String, Column> hashes(TypedRows typed) {
    Map<String, Column> hashes = new LinkedHashMap<>();
    for (List<String> key : uniqueKeys(typed.input()).keySet()) {
      List<Column> texts = key.stream().map(typed::text).toList();
      hashes.put(
          HASH + hashes.size(), when(allPresent(texts), xxhash64(texts.toArray(Column[]::new))));
    }
    return hashes;
  }

  /** Whether two accepted rows share a key of the input's Unique rules: an action a key. */
  public static boolean repeats(InputSettings input, Dataset<Row> rows) {
    int keys = uniqueKeys(input).size();
    for (int i = 0; i < keys; i++) {
      if (repeats(rows.where(col(HASH + i).isNotNull()), col(HASH + i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether two accepted rows share a key: an action. */
  public static boolean repeats(Dataset<Row> rows, Column... key) {
    return !rows.where(Marks.accepted())
        .groupBy(key)
        .count()
        .where(col("count").gt(lit(1)))
        .isEmpty();
  }

  /** Applies an input's Unique rules: all rows of a key but the first break them. */
  public static Dataset<Row> unique(TypedRows typed, Dataset<Row> marked) {
    Dataset<Row> rows = marked;
    for (Map.Entry<List<String>, List<RuleSettings>> key : uniqueKeys(typed.input()).entrySet()) {
      List<Column> texts = key.getKey().stream().map(typed::text).toList();
      Dataset<Row> numbered = numbered(rows, texts);
      for (RuleSettings rule : key.getValue()) {
        numbered =
            Marks.mark(
                numbered,
                allPresent(texts).and(col(NUMBER).gt(lit(1))),
                rule.id(),
                rule.severity(),
                reason(rule, "not unique", key.getKey(), texts));
      }
      rows = numbered.drop(NUMBER);
    }
    return rows;
  }

  private static Map<List<String>, List<RuleSettings>> uniqueKeys(InputSettings input) {
    Map<List<String>, List<RuleSettings>> byKey = new LinkedHashMap<>();
    for (RuleSettings rule : input.rules()) {
      if (rule.check() instanceof Check.Unique unique) {
        byKey
            .computeIfAbsent(
                unique.columns().stream().distinct().sorted().toList(), key -> new ArrayList<>())
            .add(rule);
      }
    }
    return byKey;
  }

  /** Sets aside all but the first accepted row of each key. */
  public static Dataset<Row> firstOnly(
      Dataset<Row> rows, List<Column> key, String rule, Column reason) {
    return Marks.mark(
            numbered(rows, key), col(NUMBER).gt(lit(1)), rule, Severity.QUARANTINE, reason)
        .drop(NUMBER);
  }

  /**
   * Applies an input's References rules.
   *
   * @param other distinct values of another input's columns
   */
  public static Dataset<Row> references(
      TypedRows typed, Dataset<Row> marked, Function<Check.References, Dataset<Row>> other) {
    Dataset<Row> rows = marked;
    Map<List<Object>, List<RuleSettings>> byKey = new LinkedHashMap<>();
    for (RuleSettings rule : typed.input().rules()) {
      if (rule.check() instanceof Check.References references) {
        byKey
            .computeIfAbsent(
                List.of(references.columns(), references.input(), references.inputColumns()),
                key -> new ArrayList<>())
            .add(rule);
      }
    }
    for (List<RuleSettings> rules : byKey.values()) {
      Check.References references = (Check.References) rules.get(0).check();
      List<Column> texts = references.columns().stream().map(typed::text).toList();
      Dataset<Row> joined = found(rows, texts, other.apply(references));
      for (RuleSettings rule : rules) {
        joined =
            Marks.mark(
                joined,
                allPresent(texts).and(col(FOUND).isNull()),
                rule.id(),
                rule.severity(),
                reason(rule, "not in input " + references.input(), references.columns(), texts));
      }
      rows = joined.drop(FOUND);
    }
    return rows;
  }

  /**
   * Sets aside accepted rows whose value is not among known ones.
   *
   * @param known distinct values, in one column
   */
  public static Dataset<Row> among(
      Dataset<Row> rows, Column value, Dataset<Row> known, String rule, Column reason) {
    return Marks.mark(
            found(rows, List.of(value), known),
            col(FOUND).isNull(),
            rule,
            Severity.QUARANTINE,
            reason)
        .drop(FOUND);
  }

  /** The rows, each with whether its values are among known ones: true, or null. */
  private static Dataset<Row> found(Dataset<Row> rows, List<Column> values, Dataset<Row> known) {
    String[] names = known.columns();
    Column equal = lit(true);
    List<Column> renamed = new ArrayList<>();
    List<String> added = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      renamed.add(RawColumns.column(names[i]).as(REFERENCE + i));
      added.add(REFERENCE + i);
      equal = equal.and(values.get(i).equalTo(col(REFERENCE + i)));
    }
    renamed.add(lit(true).as(FOUND));
    Column[] columns = renamed.toArray(Column[]::new);
    return rows.join(known.select(columns), equal, "left").drop(added.toArray(String[]::new));
  }

  /** The distinct values of some columns of an input. */
  public static Dataset<Row> distinct(TypedRows typed, List<String> columns) {
    List<Column> texts = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      texts.add(typed.text(columns.get(i)).as("value_" + i));
    }
    return typed
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
                    .orderBy(col(TypedRows.ORDER))));
  }

  private static Column allPresent(List<Column> values) {
    return values.stream().map(Column::isNotNull).reduce(lit(true), Column::and);
  }

  private static Column reason(
      RuleSettings rule, String expected, List<String> columns, List<Column> texts) {
    String message = rule.message().isEmpty() ? expected : rule.message();
    return concat(
        lit(message + ": " + String.join("|", columns) + " '"),
        Reasons.shown(concat_ws("|", texts.toArray(Column[]::new))),
        lit("'"));
  }
}
