package io.demandforecast.warehouse;

import io.delta.tables.DeltaTable;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.source.DeltaTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;

/** Delta tables outside the warehouse, read as inputs. */
public final class ForeignTables implements DeltaTables {
  private final SparkSession spark;

  public ForeignTables(SparkSession spark) {
    this.spark = spark;
  }

  @Override
  public long latestVersion(String path) {
    if (!DeltaTable.isDeltaTable(spark, path)) {
      throw ForecastException.data(
          path + " is not a Delta table. Check the input's path, or its format.");
    }
    return DeltaLog.forTable(spark, path)
        .update(false, scala.Option.empty(), scala.Option.empty())
        .version();
  }

  @Override
  public Dataset<Row> read(String path, long version) {
    return spark.read().format(Warehouse.FORMAT).option("versionAsOf", version).load(path);
  }
}
