package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.LoadedConfig;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.job.RunRecord;
import io.demandforecast.job.WarehouseViews;
import io.demandforecast.job.keep.MigrateJob;
import io.demandforecast.warehouse.Lease;
import io.demandforecast.warehouse.Warehouse;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Upgrades a warehouse that an older version of this software wrote. */
@Command(
    name = "migrate",
    description = {
      "Upgrades a warehouse of an older version to this one's format, in place, with a backup",
      "first. Ended half-way, it is run again."
    },
    footer = {"", "Example:", "  forecast migrate -w ./warehouse --backup /backups/shop"},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class MigrateCommand extends SessionCommand {
  @Option(
      names = "--backup",
      paramLabel = "DEST",
      description =
          "Folder (or URI) that the backup goes to. Default: storage.backups of the configuration.")
  private String destination;

  @Option(names = "--without-backup", description = "Makes no backup: there is one already.")
  private boolean withoutBackup;

  @Override
  void perform(SparkSession spark, LoadedConfig loaded, ProgressDisplay progress) {
    ForecastConfig config = loaded.config();
    if (withoutBackup && destination != null) {
      throw ForecastException.usage("--backup and --without-backup exclude each other");
    }
    Optional<String> backups =
        withoutBackup ? Optional.empty() : Optional.of(BackupPlace.of(destination, config));
    Warehouse warehouse =
        Warehouse.toMigrate(spark, config.storage().warehouse(), WarehouseViews.identity(config));
    progress.plan(MigrateJob.stages(config));
    MigrateJob.Result result;
    try (Lease lease = warehouse.leaseOfAnyFormat(config.storage().leaseExpiry())) {
      result =
          MigrateJob.run(
              new MigrateJob.Input(
                  warehouse, config, backups, Opened.now(), Version.ofCode(), progress));
      // The table that records are written to is one of those that an upgrade may change.
      RunRecord.begin(warehouse, Opened.execution(name(), loaded)).finished(progress.seconds());
    }
    progress.done();
    KeepingSummaries.migrated(result, out());
  }
}
