package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.table.TableDefinition;
import io.demandforecast.warehouse.Warehouse;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows that stand in a table for one value of a column, replaced only where they say something new:
 * a job that finds what it found before leaves the table's version alone.
 *
 * @param table few rows of it are about one value
 */
record Restatement(Warehouse warehouse, TableDefinition table, String column, String value) {
  /** Sums taken in another order differ by less, figures that say something else by more. */
  private static final double TOLERANCE = 1e-9;

  static Restatement of(Warehouse warehouse, TableDefinition table, String column, String value) {
    return new Restatement(warehouse, table, column, value);
  }

  /** Puts rows in the place of those that stand there, unless they say the same. */
  void write(List<Row> rows) {
    Dataset<Row> said = warehouse.spark().createDataFrame(rows, table.schema());
    Dataset<Row> stored =
        warehouse.read(table).where(col(column).cast("string").equalTo(lit(value)));
    if (!same(byKey(said), byKey(stored))) {
      warehouse.replaceWhere(table, said, column, value);
    }
  }

  private List<Row> byKey(Dataset<Row> rows) {
    Column[] columns =
        List.of(table.schema().fieldNames()).stream()
            .map(name -> col("`" + name + "`"))
            .toArray(Column[]::new);
    return rows.select(columns).collectAsList().stream()
        .sorted(Comparator.comparing(this::key))
        .toList();
  }

  private String key(Row row) {
    return table.key().stream()
        .map(name -> String.valueOf(row.<Object>getAs(name)))
        .collect(Collectors.joining("\n"));
  }

  private static boolean same(List<Row> some, List<Row> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      for (int field = 0; field < some.get(i).size(); field++) {
        if (!same(some.get(i).get(field), others.get(i).get(field))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean same(Object one, Object other) {
    if (one instanceof Double a && other instanceof Double b) {
      return a.equals(b) || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
    }
    if (one instanceof scala.collection.Map<?, ?> a
        && other instanceof scala.collection.Map<?, ?> b) {
      Map<?, ?> some = scala.jdk.javaapi.CollectionConverters.asJava(a);
      Map<?, ?> others = scala.jdk.javaapi.CollectionConverters.asJava(b);
      return some.keySet().equals(others.keySet())
          && some.keySet().stream().allMatch(key -> same(some.get(key), others.get(key)));
    }
    return Objects.equals(one, other);
  }
}
