package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import org.apache.spark.sql.SparkSession;

/** Makes the tables of a warehouse known to SQL by their names. */
@FunctionalInterface
interface Views {
  /**
   * Registers a temporary view for each table.
   *
   * @throws io.demandforecast.failure.ForecastException where there is no warehouse
   */
  void register(SparkSession spark, ForecastConfig config);
}
