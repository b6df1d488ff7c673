package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.ReviseJob;
import io.demandforecast.warehouse.Warehouse;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Consumer;
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
final class RollbackCommand extends WritingCommand {
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
  protected Warehouse open(SparkSession spark, ForecastConfig config) {
    return Opened.existing(spark, config);
  }

  @Override
  protected Consumer<PrintWriter> write(Writing writing) {
    return Revision.run(writing, "roll back", Optional.ofNullable(to), reason, ReviseJob::rollback);
  }
}
