package io.demandforecast.table;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * A table: what its rows hold and promise. Whoever stores it creates it from this alone.
 *
 * @param name folder below the warehouse and name in SQL
 * @param comment what a row is
 * @param schema columns with comments; not nullable ones are NOT NULL in storage
 * @param key columns that together name one row (or one row a state of knowledge)
 * @param partitioning columns the files are divided by
 * @param checks CHECK constraints
 */
public record TableDefinition(
    String name,
    String comment,
    StructType schema,
    List<String> key,
    List<String> partitioning,
    List<Check> checks) {

  /** A constraint that storage enforces on every write. */
  public record Check(String name, String condition) {}

  public TableDefinition {
    key = List.copyOf(key);
    partitioning = List.copyOf(partitioning);
    checks = List.copyOf(checks);
    List<String> columns = Arrays.asList(schema.fieldNames());
    for (List<String> named : List.of(key, partitioning)) {
      if (!columns.containsAll(named)) {
        throw new IllegalArgumentException(
            "table " + name + " has no columns " + named + "; it has " + columns);
      }
    }
  }
}
