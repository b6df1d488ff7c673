package io.demandforecast.job.keep;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.PredictJob;
import io.demandforecast.job.WarehouseViews;
import io.demandforecast.progress.Progress;
import io.demandforecast.table.Accuracy;
import io.demandforecast.table.Audits;
import io.demandforecast.table.Covariates;
import io.demandforecast.table.Drift;
import io.demandforecast.table.Erasures;
import io.demandforecast.table.KnownLines;
import io.demandforecast.table.Loads;
import io.demandforecast.table.Models;
import io.demandforecast.table.Observations;
import io.demandforecast.table.Panel;
import io.demandforecast.table.Promotions;
import io.demandforecast.table.Publications;
import io.demandforecast.table.Quarantine;
import io.demandforecast.table.Runs;
import io.demandforecast.table.SeriesTable;
import io.demandforecast.table.TableDefinition;
import io.demandforecast.warehouse.Warehouse;
import io.demandforecast.warehouse.WarehouseIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Upgrades a warehouse to the format of this software, in place. To be run under the lease.
 *
 * <p>Reads the marker and the tables' columns. Writes a backup first, then columns that tables have
 * gained since (a commit a table), the marker last. Key: the format. Run again after it was ended
 * it does what is left, and then nothing. Fails where the backup fails: nothing is changed then.
 *
 * <p>A number above {@link #ADDITIONS} is to come where a table changes in a way that its older
 * rows must follow; its step stands in {@link #run} behind the ones before.
 */
public final class MigrateJob {
  /** Tables gain columns: who published what, which runs there were. */
  private static final int ADDITIONS = 2;

  private MigrateJob() {}

  /**
   * @param warehouse opened by {@link Warehouse#toMigrate}
   * @param backups where the backup goes; empty: the person has one
   * @param now for the record
   */
  public record Input(
      Warehouse warehouse,
      ForecastConfig config,
      Optional<String> backups,
      Instant now,
      String codeVersion,
      Progress progress) {}

  /**
   * @param from format that the warehouse was in; the current one where nothing was to be done
   * @param backup made before; empty where none was asked for or nothing was to be done
   * @param added columns by table
   */
  public record Result(
      int from, int to, Optional<BackupJob.Result> backup, Map<String, List<String>> added) {}

  /** Upgrades. */
  public static Result run(Input input) {
    Warehouse warehouse = input.warehouse();
    int from = warehouse.format();
    int to = Warehouse.currentFormat();
    if (from == to) {
      return new Result(from, to, Optional.empty(), Map.of());
    }
    Optional<BackupJob.Result> backup = input.backups().map(place -> backUp(input, place));
    Map<String, List<String>> added = new TreeMap<>();
    if (from < ADDITIONS) {
      for (TableDefinition table : tables(input.config())) {
        input.progress().stage(stage(table));
        List<String> columns = warehouse.addColumns(table);
        if (!columns.isEmpty()) {
          added.put(table.name(), columns);
        }
      }
    }
    input.progress().stage("mark");
    warehouse.upgraded(to);
    return new Result(from, to, backup, added);
  }

  /** What is told of, in order. */
  public static List<String> stages(ForecastConfig config) {
    List<String> stages = new ArrayList<>(BackupJob.STAGES);
    tables(config).forEach(table -> stages.add(stage(table)));
    stages.add("mark");
    return stages;
  }

  private static String stage(TableDefinition table) {
    return "upgrade " + table.name();
  }

  private static BackupJob.Result backUp(Input input, String place) {
    return BackupJob.run(
        new BackupJob.Input(
            input.warehouse(),
            place,
            BackupJob.Known.BY_NAME,
            Optional.empty(),
            input.now(),
            input.codeVersion(),
            input.progress()));
  }

  /** All but features, whose columns are those of the last run. */
  private static List<TableDefinition> tables(ForecastConfig config) {
    WarehouseIdentity identity = WarehouseViews.identity(config);
    return List.of(
        Observations.definition(identity.keys()),
        Covariates.definition(),
        SeriesTable.definition(identity.keys(), identity.attributes()),
        Quarantine.definition(),
        Loads.definition(),
        KnownLines.definition(),
        Panel.definition(),
        Models.definition(),
        PredictJob.table(config),
        PredictJob.totals(config),
        Audits.definition(),
        Publications.definition(),
        Accuracy.definition(),
        Drift.definition(),
        Erasures.definition(),
        Promotions.definition(),
        Runs.definition());
  }
}
