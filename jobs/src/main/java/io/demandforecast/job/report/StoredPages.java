package io.demandforecast.job.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.table.Runs;
import io.demandforecast.warehouse.PlainFolder;
import io.demandforecast.warehouse.Warehouse;
import io.demandforecast.warehouse.WarehouseContents.StoredFile;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * The pages of a warehouse's runs in the folder that nights write to. Other files there, and pages
 * of other warehouses, are left alone.
 */
public final class StoredPages {
  private final PlainFolder folder;
  private final List<StoredFile> pages;

  private StoredPages(PlainFolder folder, List<StoredFile> pages) {
    this.folder = folder;
    this.pages = pages;
  }

  /** Those that are there now. */
  public static StoredPages of(Warehouse warehouse, ForecastConfig config) {
    PlainFolder folder =
        PlainFolder.at(warehouse.spark(), config.report().folder(warehouse.location()));
    List<StoredFile> files = folder.files();
    if (files.isEmpty()) {
      return new StoredPages(folder, List.of());
    }
    Set<String> own =
        warehouse
            .read(Runs.definition())
            .where(col(Runs.EVENT).equalTo(lit(Runs.FORECAST)))
            .select(col(Runs.RUN_ID))
            .distinct()
            .collectAsList()
            .stream()
            .map((Row row) -> NightReport.fileName(row.getString(0)))
            .collect(Collectors.toSet());
    return new StoredPages(
        folder, files.stream().filter(file -> own.contains(file.path())).toList());
  }

  /** Those that were written last before a time. */
  public StoredPages before(Instant time) {
    return new StoredPages(
        folder, pages.stream().filter(page -> page.modified() < time.toEpochMilli()).toList());
  }

  public int count() {
    return pages.size();
  }

  public long bytes() {
    return pages.stream().mapToLong(StoredFile::bytes).sum();
  }

  /** Removes them. */
  public void remove() {
    pages.forEach(page -> folder.delete(page.path()));
  }
}
