package io.demandforecast.job.keep;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.MaintenanceSettings;
import io.demandforecast.job.WarehouseViews;
import io.demandforecast.job.report.StoredPages;
import io.demandforecast.progress.Progress;
import io.demandforecast.table.Accuracy;
import io.demandforecast.table.Audits;
import io.demandforecast.table.Covariates;
import io.demandforecast.table.Drift;
import io.demandforecast.table.Loads;
import io.demandforecast.table.Models;
import io.demandforecast.table.Observations;
import io.demandforecast.table.Promotions;
import io.demandforecast.table.Publications;
import io.demandforecast.table.Quarantine;
import io.demandforecast.table.Runs;
import io.demandforecast.table.SeriesTable;
import io.demandforecast.warehouse.TableCare;
import io.demandforecast.warehouse.Warehouse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes care of a warehouse: removes what its time is over for, puts small files together, and
 * frees what no version needs. To be run under the lease; readers are not disturbed.
 *
 * <p>Reads what the settings of maintenance speak of. Writes the archive first, then the tables it
 * removes rows of, a commit each; then files. Key: what is there. Run again it finds nothing to do.
 * Fails as the step that fails; the steps before stay done, and the next run goes on.
 */
public final class MaintainJob {
  public static final List<String> STAGES =
      List.of("retention", "registry", "compaction", "vacuum");

  /** Tables that each load or run adds a few small files to. */
  private static final List<String> GROWING =
      List.of(
          Observations.NAME,
          Covariates.NAME,
          SeriesTable.NAME,
          Quarantine.NAME,
          Loads.NAME,
          Models.NAME,
          Audits.NAME,
          Publications.NAME,
          Accuracy.NAME,
          Drift.NAME,
          Promotions.NAME,
          Runs.NAME);

  private MaintainJob() {}

  public record Input(Warehouse warehouse, ForecastConfig config, Instant now, Progress progress) {}

  /** What was done, or would be, in order; nothing that there is nothing to do for. */
  public record Result(List<Care> cares) {}

  /** Looks, and changes nothing. */
  public static Result look(Input input) {
    List<Care> cares = new ArrayList<>();
    input.progress().stage(STAGES.get(0));
    retention(input).expired().forEach(expired -> cares.add(expired.care()));
    add(cares, pages(input, oldPages(input)));
    input.progress().stage(STAGES.get(1));
    RegistryCare.Unnamed unnamed = registry(input).unnamed();
    if (!unnamed.isEmpty()) {
      cares.add(unnamed.care());
    }
    input.progress().stage(STAGES.get(2));
    small(input).forEach(cares::add);
    input.progress().stage(STAGES.get(3));
    Lifetimes lifetimes = new Lifetimes(input.config().maintenance());
    Vacuum vacuum = new Vacuum(input.warehouse(), lifetimes);
    for (String table : input.warehouse().tables()) {
      add(
          cares,
          vacuumed(table, lifetimes, vacuum.removable(table, lifetimes.of(table), input.now())));
    }
    return new Result(cares);
  }

  /** Does it. */
  public static Result run(Input input) {
    List<Care> cares = new ArrayList<>();
    Archive archive = archive(input);
    input.progress().stage(STAGES.get(0));
    for (Retention.Expired expired : retention(input).expired()) {
      archive.remove(input.warehouse(), expired.table(), expired.condition());
      cares.add(expired.care());
    }
    StoredPages old = oldPages(input);
    add(cares, pages(input, old));
    old.remove();
    input.progress().stage(STAGES.get(1));
    RegistryCare registry = registry(input);
    RegistryCare.Unnamed unnamed = registry.unnamed();
    if (!unnamed.isEmpty()) {
      registry.remove(unnamed, archive);
      cares.add(unnamed.care());
    }
    input.progress().stage(STAGES.get(2));
    for (Care small : small(input)) {
      input.warehouse().care(small.table()).compact(input.config().maintenance().fileBytes());
      cares.add(small);
    }
    input.progress().stage(STAGES.get(3));
    Lifetimes lifetimes = new Lifetimes(input.config().maintenance());
    Vacuum vacuum = new Vacuum(input.warehouse(), lifetimes);
    for (String table : input.warehouse().tables()) {
      add(
          cares,
          vacuumed(table, lifetimes, vacuum.remove(table, lifetimes.of(table), input.now())));
    }
    return new Result(cares);
  }

  /** Reports are of forecasts: those whose forecasts are thinned out are not needed any more. */
  private static StoredPages oldPages(Input input) {
    return StoredPages.of(input.warehouse(), input.config())
        .before(input.now().minus(Duration.ofDays(input.config().maintenance().forecastDays())));
  }

  private static Care pages(Input input, StoredPages old) {
    return new Care(
        "retention",
        "reports",
        "pages written more than " + input.config().maintenance().forecastDays() + " days ago",
        old.count(),
        old.bytes());
  }

  private static List<Care> small(Input input) {
    MaintenanceSettings settings = input.config().maintenance();
    List<Care> small = new ArrayList<>();
    List<String> there = input.warehouse().tables();
    for (String table : GROWING) {
      if (there.contains(table)) {
        TableCare.Files files =
            input.warehouse().care(table).small(settings.fileBytes(), settings.smallFiles());
        add(
            small,
            new Care(
                "compaction", table, "small files put together", files.count(), files.bytes()));
      }
    }
    return small;
  }

  private static Care vacuumed(String table, Lifetimes lifetimes, TableCare.Files files) {
    return new Care(
        "vacuum",
        table,
        "files that no version of the last " + lifetimes.of(table).toDays() + " days needs",
        files.count(),
        files.bytes());
  }

  private static void add(List<Care> cares, Care care) {
    if (care.count() > 0) {
      cares.add(care);
    }
  }

  private static Retention retention(Input input) {
    return new Retention(input.warehouse(), input.config(), input.now());
  }

  private static RegistryCare registry(Input input) {
    return new RegistryCare(input.warehouse(), input.config(), input.now());
  }

  private static Archive archive(Input input) {
    return input
        .config()
        .maintenance()
        .archive()
        .map(
            place ->
                Archive.in(
                    Warehouse.open(
                        input.warehouse().spark(), place, WarehouseViews.identity(input.config()))))
        .orElseGet(Archive::none);
  }
}
