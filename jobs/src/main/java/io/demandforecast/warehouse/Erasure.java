package io.demandforecast.warehouse;

import io.delta.tables.DeltaTable;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.warehouse.WarehouseContents.StoredFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.types.StructType;

/**
 * Takes rows of a table away for good: out of it as it is, and with them the files and the log of
 * what it was. All other writing keeps the past; this ends it. The caller holds the lease.
 */
public final class Erasure {
  private static final String LOG = "_delta_log";
  private static final Pattern OF_VERSION = Pattern.compile("([0-9]{20})\\..*");
  private static final String LAST_CHECKPOINT = "_last_checkpoint";

  private final SparkSession spark;
  private final WarehouseFolder folder;
  private final String table;

  Erasure(SparkSession spark, WarehouseFolder folder, String table) {
    this.spark = spark;
    this.folder = folder;
    this.table = table;
  }

  /** The table's rows. */
  public Dataset<Row> rows() {
    return spark.read().format(Warehouse.FORMAT).load(path());
  }

  /**
   * Rows of files that the table no longer names: of earlier versions, and of writes that were
   * never finished. Columns of the partitioning are empty. Nothing where there are no such files.
   */
  public Optional<Dataset<Row>> past() {
    String[] files =
        unnamed().stream()
            .map(StoredFile::path)
            .filter(path -> path.endsWith(".parquet"))
            .map(path -> folder.path(path).toString())
            .toArray(String[]::new);
    StructType columns = rows().schema();
    // A write that was killed leaves files without an end: nobody can read a row of them.
    return files.length == 0
        ? Optional.empty()
        : Optional.of(
            spark.read().schema(columns).option("ignoreCorruptFiles", "true").parquet(files));
  }

  /** Takes away the rows that fulfil a condition: one commit, which says no value. */
  public void delete(Column condition) {
    delta().delete(condition);
  }

  /** Takes all rows away. */
  public void clear() {
    delta().delete();
  }

  /** Changes rows that fulfil a condition: one commit, which says no value. */
  public void update(Column condition, Map<String, Column> values) {
    delta().update(condition, values);
  }

  /**
   * Ends the past: removes every data file that the newest version does not name, and the log of
   * all versions before it, which may hold bounds of columns. Whoever reads an earlier version at
   * this moment loses its files and has to ask again; earlier versions cannot be read any more.
   * Ended itself, it is done again.
   *
   * @throws ForecastException where files are left
   */
  public void endPast() {
    // The commit that took rows away names what was in their files. One after it names nothing.
    spark
        .createDataFrame(List.of(), rows().schema())
        .write()
        .format(Warehouse.FORMAT)
        .mode("append")
        .save(path());
    DeltaLog log = DeltaLog.forTable(spark, path());
    long newest = log.update(false, scala.Option.empty(), scala.Option.empty()).version();
    log.checkpoint();
    try {
      for (StoredFile file : folder.list(table + "/" + LOG)) {
        if (isBefore(file.path().substring(table.length() + LOG.length() + 2), newest)) {
          folder.delete(file.path());
        }
      }
      for (StoredFile file : unnamed()) {
        folder.delete(file.path());
      }
    } catch (IOException e) {
      throw left(e);
    } finally {
      DeltaLog.invalidateCache(spark, new Path(path()));
    }
    if (!unnamed().isEmpty()) {
      throw left(null);
    }
  }

  /** Whether a file of the log is of an earlier version, or of a commit that was never made. */
  private static boolean isBefore(String name, long newest) {
    Matcher version = OF_VERSION.matcher(name);
    return !name.equals(LAST_CHECKPOINT)
        && !(version.matches() && Long.parseLong(version.group(1)) >= newest);
  }

  private List<StoredFile> unnamed() {
    return new TableCare(spark, folder, table).unnamed();
  }

  private DeltaTable delta() {
    return DeltaTable.forPath(spark, path());
  }

  private String path() {
    return folder.path(table).toString();
  }

  private ForecastException left(IOException cause) {
    return ForecastException.transientFailure(
        "files of earlier versions of table "
            + table
            + " could not be removed from "
            + folder.location()
            + ". Check the folder's rights, then run the same command again.",
        cause);
  }
}
