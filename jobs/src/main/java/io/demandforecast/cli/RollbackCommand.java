package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.ReviseJob;
import io.demandforecast.progress.Progress;
import io.demandforecast.warehouse.Lease;
import io.demandforecast.warehouse.Warehouse;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes a publication back. */
@Command(
    name = "rollback",
    description = {
      "Makes the run current again that was so before the one that is. The run taken back stays",
      "readable by its id, and no night publishes it again."
    },
    footer = {"", "Example:", "  forecast rollback --reason \"prices of store 7 were wrong\""},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RollbackCommand extends JobCommand {
  @Option(
      names = "--to",
      paramLabel = "RUN",
      description = "Run to go back to; without it the one before the current one.")
  private String to;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for the record in publications.")
  private String reason;

  @Override
  protected void run(SparkSession spark, ForecastConfig config, Progress progress) {
    progress.plan(List.of("roll back"));
    progress.stage("roll back");
    Warehouse warehouse = Opened.existing(spark, config);
    String channel = config.publication().channel();
    ReviseJob.Result result;
    try (Lease lease = warehouse.lease()) {
      result =
          ReviseJob.rollback(
              new ReviseJob.Input(
                  warehouse, channel, Optional.ofNullable(to), reason, Opened.now()));
    }
    progress.done();
    Summaries.revised(result, channel, out());
  }
}
