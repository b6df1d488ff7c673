package io.demandforecast.source;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Delta tables as sources. The warehouse implements it: it alone knows Delta. */
public interface DeltaTables {
  /**
   * The newest version of the table in a folder.
   *
   * @throws io.demandforecast.failure.ForecastException if there is no Delta table
   */
  long latestVersion(String path);

  /** The table as of a version. */
  Dataset<Row> read(String path, long version);
}
