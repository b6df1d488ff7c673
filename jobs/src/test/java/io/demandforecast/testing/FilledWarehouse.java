package io.demandforecast.testing;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.WarehouseViews;
import io.demandforecast.table.Covariates;
import io.demandforecast.table.Loads;
import io.demandforecast.table.Observations;
import io.demandforecast.table.SeriesTable;
import io.demandforecast.table.TableDefinition;
import io.demandforecast.warehouse.Warehouse;
import io.demandforecast.warehouse.WarehouseIdentity;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * A warehouse that a test fills by hand: rows are collected, and {@link #load} writes them as one
 * finished load.
 */
public final class FilledWarehouse {
  /** Known at any time. */
  public static final LocalDate ALWAYS = LocalDate.of(1900, 1, 1);

  private static final Timestamp LOADED_AT = Timestamp.from(Instant.parse("2030-01-01T00:00:00Z"));

  private final Warehouse warehouse;
  private final ForecastConfig config;
  private final WarehouseIdentity identity;
  private final List<Row> observations = new ArrayList<>();
  private final List<Row> covariates = new ArrayList<>();
  private final List<Row> series = new ArrayList<>();
  private long loads;

  public FilledWarehouse(SparkSession spark, Path folder, ForecastConfig config) {
    this.identity = WarehouseViews.identity(config);
    this.warehouse = Warehouse.open(spark, folder.toString(), identity);
    this.config = config;
  }

  public Warehouse warehouse() {
    return warehouse;
  }

  /** The id of a series. */
  public static String id(String... keys) {
    return Arrays.stream(keys)
        .map(key -> key.replace("\\", "\\\\").replace("|", "\\|"))
        .collect(Collectors.joining("|"));
  }

  /** A series: its keys, then its attributes. */
  public FilledWarehouse series(String... keysAndAttributes) {
    List<Object> values = new ArrayList<>();
    values.add(id(keysOf(keysAndAttributes)));
    values.addAll(Arrays.asList(keysAndAttributes));
    values.add(loads + 1);
    series.add(RowFactory.create(values.toArray()));
    return this;
  }

  /** A quantity that is known on the last day of its period. */
  public FilledWarehouse sold(LocalDate day, double quantity, String... keys) {
    int period = config.frequency().periodOf(day);
    return sold(day, quantity, config.frequency().lastDay(period), keys);
  }

  /** A quantity that is known from a day on. */
  public FilledWarehouse sold(LocalDate day, double quantity, LocalDate knownAt, String... keys) {
    int period = config.frequency().periodOf(day);
    LocalDate date = config.frequency().date(period);
    List<Object> values = new ArrayList<>();
    values.add(id(keys));
    values.addAll(Arrays.asList(keys));
    values.add(Date.valueOf(date));
    values.add(period);
    values.add(null);
    values.add(quantity);
    values.add(Date.valueOf(knownAt));
    values.add(loads + 1);
    values.add(LOADED_AT);
    values.add(date.getYear());
    observations.add(RowFactory.create(values.toArray()));
    return this;
  }

  /**
   * A value of a covariate from a day to another.
   *
   * @param value a number, the text of an event, or null: an earlier one is taken back
   */
  public FilledWarehouse covariate(
      String name,
      String scope,
      String key,
      LocalDate from,
      LocalDate to,
      Object value,
      LocalDate knownAt) {
    covariates.add(
        RowFactory.create(
            name,
            scope,
            key,
            Date.valueOf(from),
            Date.valueOf(to),
            config.frequency().periodOf(from),
            config.frequency().periodOf(to),
            value instanceof Number number ? number.doubleValue() : null,
            value instanceof String text ? text : null,
            Date.valueOf(knownAt),
            loads + 1,
            LOADED_AT));
    return this;
  }

  /** Writes what was collected as the next load. */
  public void load() {
    loads++;
    long rows = observations.size() + covariates.size();
    append(Observations.definition(identity.keys()), observations);
    append(Covariates.definition(), covariates);
    append(SeriesTable.definition(identity.keys(), identity.attributes()), series);
    append(
        Loads.definition(),
        List.of(
            RowFactory.create(
                loads,
                "sales",
                "sales-" + loads + ".csv",
                rows,
                "checksum-" + loads,
                rows,
                rows,
                0L,
                0L,
                0L,
                0L,
                Map.of(),
                LOADED_AT,
                "test")));
    observations.clear();
    covariates.clear();
    series.clear();
  }

  private void append(TableDefinition table, List<Row> rows) {
    if (!rows.isEmpty()) {
      warehouse.append(table, warehouse.spark().createDataFrame(rows, table.schema()));
    }
  }

  private String[] keysOf(String[] keysAndAttributes) {
    return Arrays.copyOf(keysAndAttributes, identity.keys().size());
  }
}
