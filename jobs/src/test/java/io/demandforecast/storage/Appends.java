package io.demandforecast.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** A driver of its own that adds rows to a table, one a commit, at the same time as another. */
final class Appends {
  private Appends() {}

  /**
   * @param args the table; its own name; the other driver's; how many rows; a folder in which
   *     drivers say that they are ready
   */
  public static void main(String[] args) throws Exception {
    SparkConf conf =
        SafeCommits.in(new SparkConf())
            .setMaster("local[1]")
            .setAppName(args[1])
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.sql.shuffle.partitions", "1")
            .set("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .set(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .set("spark.databricks.delta.snapshotPartitions", "1")
            .set("spark.sql.adaptive.enabled", "false")
            .set("spark.databricks.delta.stats.collect", "false");
    try (SparkSession spark = SparkSession.builder().config(conf).getOrCreate()) {
      spark.read().format("delta").load(args[0]).count();
      Files.createFile(Path.of(args[4], args[1]));
      while (!Files.exists(Path.of(args[4], args[2]))) {
        Thread.sleep(5);
      }
      for (int row = 0; row < Integer.parseInt(args[3]); row++) {
        append(spark, args[0], args[1], row);
      }
    }
    System.exit(0);
  }

  /** Adds one row in one commit. */
  static void append(SparkSession spark, String table, String writer, int row) {
    spark
        .range(row, row + 1L, 1, 1)
        .selectExpr("'" + writer + "' AS writer", "id AS row")
        .write()
        .format("delta")
        .mode("append")
        .save(table);
  }
}
