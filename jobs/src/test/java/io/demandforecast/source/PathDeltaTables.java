package io.demandforecast.source;

import io.delta.tables.DeltaTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Delta tables by path. */
record PathDeltaTables(SparkSession spark) implements DeltaTables {
  @Override
  public long latestVersion(String path) {
    return DeltaTable.forPath(spark, path).history(1).select("version").first().getLong(0);
  }

  @Override
  public Dataset<Row> read(String path, long version) {
    return spark.read().format("delta").option("versionAsOf", version).load(path);
  }
}
