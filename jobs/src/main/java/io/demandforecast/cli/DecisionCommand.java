package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.warehouse.Warehouse;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** A person's decision over what a warehouse holds: it is recorded with its reason. */
abstract class DecisionCommand extends WritingCommand {
  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for the record.")
  private String reason;

  final String reason() {
    return reason;
  }

  @Override
  protected Warehouse open(SparkSession spark, ForecastConfig config) {
    return Opened.existing(spark, config);
  }
}
