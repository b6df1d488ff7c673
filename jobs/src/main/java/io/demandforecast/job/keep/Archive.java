package io.demandforecast.job.keep;

import io.demandforecast.table.TableDefinition;
import io.demandforecast.warehouse.Warehouse;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where rows go before they are removed: a warehouse of its own, with tables of the same
 * definitions, so that it is queried like the one that they came from.
 */
final class Archive {
  private final Optional<Warehouse> place;

  private Archive(Optional<Warehouse> place) {
    this.place = place;
  }

  static Archive in(Warehouse archive) {
    return new Archive(Optional.of(archive));
  }

  /** What is removed is gone. */
  static Archive none() {
    return new Archive(Optional.empty());
  }

  /**
   * Removes rows of a table, each after it was archived. Ended between the two, it finds the rows
   * archived the next time.
   *
   * @param condition that the rows to go fulfil
   */
  void remove(Warehouse warehouse, TableDefinition table, Column condition) {
    place.ifPresent(archive -> keep(archive, table, warehouse.read(table).where(condition)));
    warehouse.care(table.name()).delete(condition);
  }

  /** Keeps a file below the warehouse under the same name. */
  void keepFile(Warehouse warehouse, String name) {
    place.ifPresent(archive -> archive.writeFile(name, warehouse.readFile(name)));
  }

  private static void keep(Warehouse archive, TableDefinition table, Dataset<Row> rows) {
    Dataset<Row> there = archive.read(table);
    Column same =
        table.key().stream()
            .map(key -> rows.col(key).eqNullSafe(there.col(key)))
            .reduce(Column::and)
            .orElseThrow();
    archive.append(table, rows.join(there, same, "left_anti"));
  }
}
