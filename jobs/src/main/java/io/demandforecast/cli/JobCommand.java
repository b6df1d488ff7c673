package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.LoadedConfig;
import io.demandforecast.progress.Progress;
import org.apache.spark.sql.SparkSession;

/** A command that reads a warehouse, or none. A subclass is an adapter of a few lines. */
abstract class JobCommand extends SessionCommand {

  /**
   * Runs the job.
   *
   * @param progress told of stages; {@link Progress#done()} before anything is printed, so that a
   *     bar is out of the way
   */
  protected abstract void run(SparkSession spark, ForecastConfig config, Progress progress);

  @Override
  final void perform(SparkSession spark, LoadedConfig loaded, ProgressDisplay progress) {
    run(spark, loaded.config(), progress);
  }
}
