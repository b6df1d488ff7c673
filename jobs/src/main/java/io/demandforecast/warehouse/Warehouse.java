package io.demandforecast.warehouse;

import static org.apache.spark.sql.functions.lit;

import io.demandforecast.failure.ForecastException;
import io.demandforecast.log.LogContext;
import io.demandforecast.log.TableUse;
import io.demandforecast.table.Publications;
import io.demandforecast.table.TableDefinition;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one gateway to the tables. Each is made from its {@link TableDefinition} when it is first
 * written; each write is one atomic commit.
 */
public final class Warehouse {
  private static final Logger LOG = LoggerFactory.getLogger(Warehouse.class);

  /** What Spark calls the format of the tables. */
  public static final String FORMAT = "delta";

  private final SparkSession spark;
  private final WarehouseFolder folder;
  private Optional<Lease> lease = Optional.empty();
  private final Map<String, Boolean> known = new HashMap<>();
  private final Map<String, Long> read = new ConcurrentSkipListMap<>();
  private final Map<String, Long> written = new ConcurrentSkipListMap<>();

  /** Tables that are another warehouse's, by name: to read only. */
  private final Map<String, Dataset<Row>> lent;

  private Warehouse(SparkSession spark, WarehouseFolder folder, Map<String, Dataset<Row>> lent) {
    this.spark = spark;
    this.folder = folder;
    this.lent = Map.copyOf(lent);
  }

  /**
   * Opens the warehouse of a data set, making it where there is none.
   *
   * @throws ForecastException where the folder belongs to other data, is a file, or cannot be
   *     written
   */
  public static Warehouse open(SparkSession spark, String location, WarehouseIdentity identity) {
    WarehouseFolder folder =
        WarehouseFolder.at(location, spark.sparkContext().hadoopConfiguration());
    folder.claim(identity);
    return new Warehouse(spark, folder, Map.of());
  }

  /**
   * Opens an empty warehouse that has some tables lent to it: these are read as they are given, and
   * nothing else of where they come from can be reached.
   *
   * @param lent rows by name of the table
   * @throws ForecastException where the folder holds anything
   */
  public static Warehouse scratch(
      SparkSession spark,
      String location,
      WarehouseIdentity identity,
      Map<String, Dataset<Row>> lent) {
    WarehouseFolder folder =
        WarehouseFolder.at(location, spark.sparkContext().hadoopConfiguration());
    folder.requireEmpty();
    folder.claim(identity);
    return new Warehouse(spark, folder, lent);
  }

  /**
   * Opens a warehouse that is there, whatever data it was made for: to read.
   *
   * @throws ForecastException where there is none
   */
  public static Warehouse existing(SparkSession spark, String location) {
    WarehouseFolder folder =
        WarehouseFolder.at(location, spark.sparkContext().hadoopConfiguration());
    folder.requireClaimed();
    return new Warehouse(spark, folder, Map.of());
  }

  /** Opens a warehouse that may be there. */
  public static Optional<Warehouse> find(SparkSession spark, String location) {
    WarehouseFolder folder =
        WarehouseFolder.at(location, spark.sparkContext().hadoopConfiguration());
    try {
      return folder.exists(WarehouseMarker.FILE)
          ? Optional.of(existing(spark, location))
          : Optional.empty();
    } catch (IOException e) {
      throw ForecastException.transientFailure(
          "warehouse " + location + " cannot be reached: " + e.getMessage(), e);
    }
  }

  /**
   * Opens a warehouse of a data set that is there, in this or an older format: to upgrade it.
   *
   * @throws ForecastException where there is none, or it belongs to other data
   */
  public static Warehouse toMigrate(
      SparkSession spark, String location, WarehouseIdentity identity) {
    Warehouse warehouse = existing(spark, location);
    warehouse.folder.requireOf(warehouse.marker(), identity);
    return warehouse;
  }

  /**
   * Takes the right to write; to be closed.
   *
   * @param expiry time without a sign of life after which others may take it over
   * @throws ForecastException (transient) where another process holds it; (configuration) where the
   *     warehouse is of an older format
   */
  public Lease lease(Duration expiry) {
    folder.requireCurrent(marker());
    return leaseOfAnyFormat(expiry);
  }

  /** {@link #lease} of a warehouse that may be of an older format: to back it up or upgrade it. */
  public Lease leaseOfAnyFormat(Duration expiry) {
    Lease taken = Lease.take(folder, expiry, this::publishedToken);
    lease = Optional.of(taken);
    return taken;
  }

  /**
   * The highest token that published: of a warehouse that was copied without the folder of its
   * tokens, which begin after it.
   */
  private long publishedToken() {
    Row highest =
        read(Publications.definition())
            .agg(functions.max(functions.col(Publications.TOKEN)))
            .head();
    return highest.isNullAt(0) ? 0 : highest.getLong(0);
  }

  /**
   * Checks that the lease is still held; where none was taken there is nothing to check.
   *
   * @throws ForecastException (transient) where another process took it over
   */
  public void requireLease() {
    lease.filter(Lease::isOpen).ifPresent(Lease::check);
  }

  /** Token of the lease that is held, which grows with every holder; empty where none is. */
  public OptionalLong fencingToken() {
    return lease.filter(Lease::isOpen).stream().mapToLong(Lease::token).findFirst();
  }

  /** The format that the warehouse is in. */
  public int format() {
    return marker().format();
  }

  /** The format that this software writes. */
  public static int currentFormat() {
    return WarehouseMarker.CURRENT;
  }

  /** Says that the warehouse is in a format now: the last step of an upgrade. */
  public void upgraded(int format) {
    writeFile(
        WarehouseMarker.FILE,
        marker().inFormat(format).text().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** The files of a table that has been written. */
  public TableCare care(String table) {
    return new TableCare(spark, folder, table);
  }

  /** To take rows of a table that has been written away for good. */
  public Erasure erasure(String table) {
    return new Erasure(spark, folder, table);
  }

  /** Names of the tables that have been written. */
  public List<String> tables() {
    try {
      return folder.tables();
    } catch (IOException e) {
      throw unreachable("the folder", e);
    }
  }

  /**
   * Files below a folder of the warehouse.
   *
   * @return paths below the warehouse
   */
  public List<WarehouseContents.StoredFile> files(String name) {
    try {
      return folder.list(name);
    } catch (IOException e) {
      throw unreachable(name, e);
    }
  }

  /** Removes a file below the warehouse, where it is there. */
  public void deleteFile(String name) {
    try {
      folder.delete(name);
    } catch (IOException e) {
      throw unreachable(name, e);
    }
  }

  /** Every file, to be asked under the lease. */
  public WarehouseContents contents() {
    return WarehouseContents.of(this, folder);
  }

  private WarehouseMarker marker() {
    try {
      return folder.marker();
    } catch (IOException e) {
      throw unreachable(WarehouseMarker.FILE, e);
    }
  }

  public SparkSession spark() {
    return spark;
  }

  public String location() {
    return folder.location();
  }

  /** Where a table is: a URI, with its scheme. */
  public String place(String table) {
    return folder.path(table).toString();
  }

  /** Space of the file system that it is on; empty where that has no end, as object stores. */
  public Optional<DiskSpace> space() {
    try {
      return folder.space();
    } catch (IOException e) {
      throw unreachable(WarehouseMarker.FILE, e);
    }
  }

  /** Whether a table has been written yet. */
  public boolean exists(TableDefinition table) {
    if (lent.containsKey(table.name()) || known.getOrDefault(table.name(), false)) {
      return true;
    }
    try {
      boolean exists = folder.isTable(table.name());
      known.put(table.name(), exists);
      return exists;
    } catch (IOException e) {
      throw unreachable(table.name(), e);
    }
  }

  /**
   * A table's rows; none where it has not been written yet. Columns that it is to gain when it is
   * written next are there, empty.
   */
  public Dataset<Row> read(TableDefinition table) {
    if (!exists(table)) {
      return spark.createDataFrame(List.of(), table.schema());
    }
    Dataset<Row> rows = lent.get(table.name());
    if (rows == null) {
      rows = files(table).rows();
      long first = read.computeIfAbsent(table.name(), name -> deltaVersion(table));
      used(table, first, TableUse.Kind.READ);
    }
    Set<String> columns = Set.of(rows.columns());
    for (StructField column : table.schema().fields()) {
      if (!columns.contains(column.name())) {
        rows = rows.withColumn(column.name(), lit(null).cast(column.dataType()));
      }
    }
    return rows;
  }

  /** The newest version of a table; empty where it has not been written yet. */
  public OptionalLong version(TableDefinition table) {
    return exists(table) ? OptionalLong.of(deltaVersion(table)) : OptionalLong.empty();
  }

  /** Version in which each table was read first since the warehouse was opened. */
  public Map<String, Long> tablesRead() {
    return Map.copyOf(read);
  }

  /** Version that each table was written as last since the warehouse was opened. */
  public Map<String, Long> tablesWritten() {
    return Map.copyOf(written);
  }

  /** The newest version of each table that has been written. */
  public Map<String, Long> versions(TableDefinition... tables) {
    Map<String, Long> versions = new LinkedHashMap<>();
    for (TableDefinition table : tables) {
      version(table).ifPresent(version -> versions.put(table.name(), version));
    }
    return versions;
  }

  /** Adds rows in one commit; columns are taken by name. Returns the table's new version. */
  public long append(TableDefinition table, Dataset<Row> rows) {
    create(table).append(rows);
    return committed(table);
  }

  /** Puts rows in the place of all rows, in one commit. Returns the table's new version. */
  public long overwrite(TableDefinition table, Dataset<Row> rows) {
    create(table).overwrite(rows);
    return committed(table);
  }

  /**
   * Adds a row in one commit, unless there is one that forbids it: seen as the table is when the
   * commit is made, whatever others write meanwhile.
   *
   * @param forbidden condition in SQL, of the program's own making, over rows {@code there} and the
   *     row to come, {@code added}
   * @return whether the row was added
   */
  public boolean insertUnless(TableDefinition table, Dataset<Row> row, String forbidden) {
    boolean added = create(table).insertUnless(row, forbidden);
    committed(table);
    return added;
  }

  /**
   * {@link #overwrite} of a table whose columns may be others than before. Earlier versions stay as
   * they were.
   */
  public long overwriteSchema(TableDefinition table, Dataset<Row> rows) {
    create(table).overwriteSchema(rows);
    return committed(table);
  }

  /**
   * Puts rows in the place of those whose column has a value, in one commit: doing it twice is
   * doing it once.
   *
   * @return the table's new version
   */
  public long replaceWhere(TableDefinition table, Dataset<Row> rows, String column, String value) {
    return replaceWhere(
        table,
        rows,
        "`" + column + "` = '" + value.replace("\\", "\\\\").replace("'", "\\'") + "'");
  }

  /**
   * Puts rows in the place of those that fulfil a condition, in one commit. Files go as a whole
   * where the condition names columns of the partitioning alone.
   *
   * @param condition in SQL, of the program's own making; all rows fulfil it
   * @return the table's new version
   */
  public long replaceWhere(TableDefinition table, Dataset<Row> rows, String condition) {
    create(table).replaceWhere(rows, condition);
    return committed(table);
  }

  /** Writes a file below the warehouse, whole or not at all. */
  public void writeFile(String name, byte[] bytes) {
    requireLease();
    try {
      folder.write(name, bytes);
    } catch (IOException e) {
      throw unreachable(name, e);
    }
  }

  /** Whether there is a file below the warehouse. */
  public boolean hasFile(String name) {
    try {
      return folder.exists(name);
    } catch (IOException e) {
      throw unreachable(name, e);
    }
  }

  /** Reads a file below the warehouse. */
  public byte[] readFile(String name) {
    try {
      return folder.read(name);
    } catch (IOException e) {
      throw unreachable(name, e);
    }
  }

  /** A table as its files have it; empty where it has not been written yet. */
  public Optional<Dataset<Row>> written(String name) {
    try {
      return folder.isTable(name)
          ? Optional.of(spark.read().format(FORMAT).load(folder.path(name).toString()))
          : Optional.empty();
    } catch (IOException e) {
      throw unreachable(name, e);
    }
  }

  /**
   * Shows a table under its name in SQL for the length of the session; not one that was never
   * written.
   */
  public void showWritten(String name) {
    written(name).ifPresent(rows -> rows.createOrReplaceTempView(name));
  }

  /** The files of a table that is to be written, made where there are none. */
  private TableFiles create(TableDefinition table) {
    LogContext.put(LogContext.Key.TABLE, table.name());
    if (lent.containsKey(table.name())) {
      throw new IllegalStateException("table " + table.name() + " is lent, not to be written");
    }
    requireLease();
    TableFiles files = files(table);
    if (!exists(table)) {
      try {
        folder.removeUnborn(table.name());
      } catch (IOException e) {
        throw unreachable(table.name(), e);
      }
      files.create();
      known.put(table.name(), true);
    }
    return files;
  }

  private long committed(TableDefinition table) {
    long version = deltaVersion(table);
    written.put(table.name(), version);
    used(table, version, TableUse.Kind.WRITTEN);
    LOG.info("{} is written as version {}", table.name(), version);
    LogContext.remove(LogContext.Key.TABLE);
    return version;
  }

  private void used(TableDefinition table, long version, TableUse.Kind kind) {
    LogContext.used(
        () -> {
          Map<String, String> columns = new LinkedHashMap<>();
          for (StructField field : table.schema().fields()) {
            columns.put(field.name(), field.dataType().simpleString());
          }
          return new TableUse(files(table).path(), OptionalLong.of(version), kind, columns);
        });
  }

  /** Gives a table that is there the columns that its definition has and it has not. */
  public List<String> addColumns(TableDefinition table) {
    if (!exists(table)) {
      return List.of();
    }
    List<String> missing = files(table).missing();
    if (!missing.isEmpty()) {
      append(table, spark.createDataFrame(List.of(), table.schema()));
    }
    return missing;
  }

  private long deltaVersion(TableDefinition table) {
    return deltaVersion(table.name());
  }

  long deltaVersion(String table) {
    return version(spark, folder.path(table).toString());
  }

  /** Version of a table whose files were put in place by others than Delta. */
  static long freshVersion(SparkSession spark, String path) {
    org.apache.spark.sql.delta.DeltaLog.invalidateCache(spark, new org.apache.hadoop.fs.Path(path));
    return version(spark, path);
  }

  private static long version(SparkSession spark, String path) {
    return org.apache.spark.sql.delta.DeltaLog.forTable(spark, path)
        .update(false, scala.Option.empty(), scala.Option.empty())
        .version();
  }

  private TableFiles files(TableDefinition table) {
    return new TableFiles(spark, table, place(table.name()));
  }

  private ForecastException unreachable(String name, IOException e) {
    return ForecastException.transientFailure(
        name + " in warehouse " + location() + " cannot be reached: " + e.getMessage(), e);
  }
}
