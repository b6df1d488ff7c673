package io.demandforecast.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.testing.SparkTest;
import io.demandforecast.testing.StoredWarehouse;
import io.demandforecast.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a metastore is told is what a session shows. */
class ViewsSqlIT extends SparkTest {
  private static final String DATABASE = "told";
  private static final List<String> VIEWS =
      List.of(
          WarehouseViews.CURRENT,
          WarehouseViews.TOTALS_CURRENT,
          WarehouseViews.AS_OF,
          WarehouseViews.VINTAGES,
          WarehouseViews.ACCURACY_BY_LAG,
          RunHistory.EXECUTIONS);

  @TempDir Path folder;

  @AfterEach
  void dropAll() {
    spark().sql("DROP DATABASE IF EXISTS told CASCADE");
    dropViews();
  }

  @Test
  void itsViewsHaveTheSameRows() {
    Warehouse warehouse =
        Warehouse.existing(spark(), StoredWarehouse.unpack(folder.resolve("it's")).toString());
    List<String> statements = ViewsSql.of(warehouse, "production", DATABASE);
    // Twice is once.
    statements.forEach(spark()::sql);
    statements.forEach(spark()::sql);
    WarehouseViews.register(warehouse, "production");

    int compared = 0;
    for (String name : VIEWS) {
      if (spark().catalog().tableExists(name)) {
        assertSame(name);
        compared++;
      }
    }
    Assertions.assertTrue(compared >= 4, "only " + compared + " views");
    for (String name : WarehouseViews.NAMES) {
      assertEquals(
          warehouse.written(name).isPresent(),
          spark().catalog().tableExists(DATABASE + "." + name),
          name);
    }
    Assertions.assertFalse(
        spark().table(DATABASE + "." + WarehouseViews.CURRENT).isEmpty(), "nothing is current");
  }

  private void assertSame(String name) {
    Dataset<Row> shown = asText(spark().table(name));
    Dataset<Row> told = asText(spark().table(DATABASE + "." + name));
    assertEquals(
        List.of(spark().table(name).columns()),
        List.of(spark().table(DATABASE + "." + name).columns()),
        name);
    assertEquals(0, shown.exceptAll(told).count() + told.exceptAll(shown).count(), name);
  }

  /** Maps cannot be compared. */
  private static Dataset<Row> asText(Dataset<Row> rows) {
    return rows.selectExpr("to_json(struct(*)) AS row");
  }
}
