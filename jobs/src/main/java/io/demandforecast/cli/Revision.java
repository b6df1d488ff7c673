package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.ReviseJob;
import io.demandforecast.progress.Progress;
import io.demandforecast.warehouse.Lease;
import io.demandforecast.warehouse.Warehouse;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/** What commands share that make an earlier run current in the configured channel. */
final class Revision {
  private Revision() {}

  /**
   * Revises what is published, under the lease, and prints what came of it.
   *
   * @param stage name of the one stage
   * @param runId the run to be current, where one is named
   */
  static void run(
      SparkSession spark,
      ForecastConfig config,
      Progress progress,
      PrintWriter out,
      String stage,
      Optional<String> runId,
      String reason,
      Function<ReviseJob.Input, ReviseJob.Result> job) {
    progress.plan(List.of(stage));
    progress.stage(stage);
    Warehouse warehouse = Opened.existing(spark, config);
    String channel = config.publication().channel();
    ReviseJob.Result result;
    try (Lease lease = warehouse.lease()) {
      result = job.apply(new ReviseJob.Input(warehouse, channel, runId, reason, Opened.now()));
    }
    progress.done();
    Summaries.revised(result, channel, out);
  }
}
