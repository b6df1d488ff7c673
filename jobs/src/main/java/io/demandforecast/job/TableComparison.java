package io.demandforecast.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.demandforecast.table.Forecasts;
import io.demandforecast.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows of a forecast table of two runs, compared to the bit.
 *
 * @param table name of the table
 * @param rows rows of the first run
 * @param replayed rows of the second
 * @param different keys whose rows are not equal, or that one run alone has
 * @param first some of them in the order of the keys, in words
 */
public record TableComparison(
    String table, long rows, long replayed, long different, List<String> first) {
  private static final int SHOWN = 5;
  private static final String WAS = "was";
  private static final String IS = "is";

  /** Names of what made the rows say nothing of what they hold. */
  private static final List<String> MAKERS = List.of(Forecasts.RUN_ID, Forecasts.MODEL_VERSION);

  public TableComparison {
    first = List.copyOf(first);
  }

  /** Compares the rows of one run with those of another. */
  static TableComparison of(TableDefinition table, Dataset<Row> run, Dataset<Row> other) {
    List<String> keys = table.key().stream().filter(name -> !MAKERS.contains(name)).toList();
    List<String> values =
        List.of(table.schema().fieldNames()).stream()
            .filter(name -> !MAKERS.contains(name) && !keys.contains(name))
            .toList();
    Dataset<Row> was = packed(run, keys, values, WAS);
    Dataset<Row> is = packed(other, keys, values, IS);
    Dataset<Row> both =
        was.join(is, scala.jdk.javaapi.CollectionConverters.asScala(keys).toSeq(), "full_outer");
    Column different = different(values);
    Row counts = both.agg(count(col(WAS)), count(col(IS)), count(when(different, lit(1)))).first();
    List<String> first = new ArrayList<>();
    if (counts.getLong(2) > 0) {
      Column[] order = keys.stream().map(name -> col(name)).toArray(Column[]::new);
      for (Row row : both.where(different).orderBy(order).takeAsList(SHOWN)) {
        first.add(described(row, keys, values));
      }
    }
    return new TableComparison(
        table.name(), counts.getLong(0), counts.getLong(1), counts.getLong(2), first);
  }

  private static Dataset<Row> packed(
      Dataset<Row> rows, List<String> keys, List<String> values, String name) {
    List<Column> columns = new ArrayList<>(keys.stream().map(key -> col("`" + key + "`")).toList());
    columns.add(
        struct(values.stream().map(value -> col("`" + value + "`")).toArray(Column[]::new))
            .as(name));
    return rows.select(columns.toArray(Column[]::new));
  }

  /** A number is written so that no other is written alike: zero and negative zero differ too. */
  private static Column different(List<String> values) {
    Column different = col(WAS).isNull().or(col(IS).isNull());
    for (String value : values) {
      Column was = col(WAS).getField(value);
      Column is = col(IS).getField(value);
      different = different.or(not(was.cast("string").eqNullSafe(is.cast("string"))));
    }
    return coalesce(different, lit(true));
  }

  private static String described(Row row, List<String> keys, List<String> values) {
    String key =
        keys.stream().map(name -> name + " " + row.getAs(name)).collect(Collectors.joining(", "));
    Row was = row.getAs(WAS);
    Row is = row.getAs(IS);
    if (was == null || is == null) {
      return key + ": " + (was == null ? "not among the published rows" : "not among the new rows");
    }
    return key
        + ": "
        + values.stream()
            .filter(
                name ->
                    !Objects.equals(
                        String.valueOf(was.<Object>getAs(name)),
                        String.valueOf(is.<Object>getAs(name))))
            .map(name -> name + " " + was.getAs(name) + ", now " + is.getAs(name))
            .collect(Collectors.joining("; "));
  }
}
