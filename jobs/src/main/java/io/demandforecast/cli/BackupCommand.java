package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.keep.BackupJob;
import io.demandforecast.job.keep.BackupList;
import io.demandforecast.progress.Progress;
import io.demandforecast.warehouse.Lease;
import io.demandforecast.warehouse.Warehouse;
import java.time.Duration;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies the warehouse to a folder of backups. */
@Command(
    name = "backup",
    description = {
      "Copies the warehouse to a folder of backups: what is there already is not copied again.",
      "Holds the lease meanwhile, so that all tables are of one moment."
    },
    footer = {
      "",
      "Example:",
      "  forecast backup /backups/shop -w ./warehouse --keep 14",
      "  forecast backup /backups/shop --list",
      "  forecast backup /backups/shop --verify"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class BackupCommand extends JobCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "DEST",
      description =
          "Folder (or URI, such as s3a://bucket/prefix) of the backups. Default: storage.backups "
              + "of the configuration.")
  private String destination;

  @Option(names = "--list", description = "Shows the backups that are there, and makes none.")
  private boolean list;

  @Option(
      names = "--verify",
      description = "Reads a backup whole and compares checksums, and makes none.")
  private boolean verify;

  @Option(
      names = "--backup",
      paramLabel = "ID",
      description = "The backup to verify. Default: the newest.")
  private String id;

  @Option(
      names = "--keep",
      paramLabel = "N",
      converter = CountConverter.class,
      description = "Removes all but the newest N backups when the new one is made.")
  private Integer keep;

  @Option(
      names = "--read-all",
      description = "Reads all files again, also those that the newest backup knows by name.")
  private boolean readAll;

  @Override
  protected void run(SparkSession spark, ForecastConfig config, Progress progress) {
    String place = BackupPlace.of(destination, config);
    BackupList.Input listed = new BackupList.Input(spark, place);
    if (list) {
      KeepingSummaries.backups(BackupList.run(listed), place, out());
    } else if (verify) {
      KeepingSummaries.verified(BackupList.verify(listed, Optional.ofNullable(id)), out());
    } else {
      backUp(Opened.existing(spark, config), place, config.storage().leaseExpiry(), progress);
    }
  }

  private void backUp(Warehouse warehouse, String place, Duration expiry, Progress progress) {
    progress.plan(BackupJob.STAGES);
    BackupJob.Result result;
    try (Lease lease = warehouse.leaseOfAnyFormat(expiry)) {
      result =
          BackupJob.run(
              new BackupJob.Input(
                  warehouse,
                  place,
                  readAll ? BackupJob.Known.BY_CONTENTS : BackupJob.Known.BY_NAME,
                  Optional.ofNullable(keep),
                  Opened.now(),
                  Version.ofCode(),
                  progress));
    }
    progress.done();
    KeepingSummaries.backup(result, place, out());
  }
}
