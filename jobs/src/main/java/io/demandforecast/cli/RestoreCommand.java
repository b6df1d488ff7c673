package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.keep.RestoreJob;
import io.demandforecast.progress.Progress;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a warehouse of a backup. */
@Command(
    name = "restore",
    description = {
      "Makes a warehouse of a backup, in an empty or new folder (-w): whole and checked, or not at",
      "all."
    },
    footer = {
      "",
      "Example:",
      "  forecast restore /backups/shop -w ./warehouse",
      "  forecast restore /backups/shop --backup b-20260131-021500 -w ./as-it-was"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RestoreCommand extends JobCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "SRC",
      description =
          "Folder (or URI) of the backups. Default: storage.backups of the configuration.")
  private String source;

  @Option(
      names = "--backup",
      paramLabel = "ID",
      description = "The backup to restore. Default: the newest.")
  private String id;

  @Override
  protected void run(SparkSession spark, ForecastConfig config, Progress progress) {
    progress.plan(RestoreJob.STAGES);
    RestoreJob.Result result =
        RestoreJob.run(
            new RestoreJob.Input(
                spark,
                BackupPlace.of(source, config),
                config.storage().warehouse(),
                Optional.ofNullable(id),
                progress));
    progress.done();
    KeepingSummaries.restored(result, out());
  }
}
