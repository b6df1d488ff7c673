package io.demandforecast.warehouse;

import static org.apache.spark.sql.functions.col;

import io.delta.tables.DeltaTable;
import io.demandforecast.failure.ForecastException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.RemoveFile;

/**
 * The files of one table: what of them no version needs any more, and which are so small that they
 * are better put together. Whoever reads a version meanwhile that is young enough is not disturbed.
 */
public final class TableCare {
  private static final String LEAST = "spark.databricks.delta.optimize.minFileSize";
  private static final String MOST = "spark.databricks.delta.optimize.maxFileSize";

  /** Of the tasks that list a table's folders: thousands by default, whatever the table. */
  private static final String LISTING = "spark.sql.sources.parallelPartitionDiscovery.parallelism";

  private static final String RETENTION = "delta.deletedFileRetentionDuration";
  private static final String LOG_RETENTION = "delta.logRetentionDuration";

  /** Long enough that Delta finds a checkpoint, and no more than a month of commits to read. */
  private static final Duration LEAST_LOG = Duration.ofDays(30);

  private final SparkSession spark;
  private final WarehouseFolder folder;
  private final String table;

  TableCare(SparkSession spark, WarehouseFolder folder, String table) {
    this.spark = spark;
    this.folder = folder;
    this.table = table;
  }

  /**
   * A number of files.
   *
   * @param bytes their size
   */
  public record Files(long count, long bytes) {
    public static final Files NONE = new Files(0, 0);
  }

  /**
   * What {@link #vacuum} would remove.
   *
   * @param lifetime for which files stay that a version before the newest one needs
   */
  public Files removable(Duration lifetime, Instant now) {
    Instant before = now.minus(lifetime);
    Snapshot snapshot = snapshot();
    Set<String> needed = new HashSet<>();
    for (Row file : adds(snapshot).select("path").collectAsList()) {
      needed.add(decoded(file.getString(0)));
    }
    Dataset<RemoveFile> removed = snapshot.tombstones();
    for (Row file :
        removed
            .toDF()
            .where(col("deletionTimestamp").geq(before.toEpochMilli()))
            .select("path")
            .collectAsList()) {
      needed.add(decoded(file.getString(0)));
    }
    long count = 0;
    long bytes = 0;
    for (WarehouseContents.StoredFile file : files()) {
      if (!needed.contains(file.path()) && file.modified() < before.toEpochMilli()) {
        count++;
        bytes += file.bytes();
      }
    }
    return new Files(count, bytes);
  }

  /**
   * Removes the files that no version needs which was the newest one within a lifetime. From then
   * on Delta refuses to read versions that are older.
   *
   * @return what was removed
   */
  public Files vacuum(Duration lifetime, Instant now) {
    setLifetime(lifetime);
    if (removable(lifetime, now).count() == 0) {
      return Files.NONE;
    }
    Files before = sum(files());
    Optional<String> listing = set(LISTING, 2L * spark.sparkContext().defaultParallelism());
    try {
      // It says on the output what it did.
      scala.Console.withOut(
          OutputStream.nullOutputStream(), () -> DeltaTable.forPath(spark, path()).vacuum());
    } finally {
      reset(LISTING, listing);
    }
    Files after = sum(files());
    return new Files(before.count() - after.count(), before.bytes() - after.bytes());
  }

  /**
   * Small files that are better put together.
   *
   * @param target size below which a file is small
   * @param atLeast number of them in a partition from which they count
   */
  public Files small(long target, int atLeast) {
    Map<Object, Files> byPartition = new HashMap<>();
    for (Row file :
        adds(snapshot())
            .where(col("size").lt(target))
            .selectExpr("to_json(partitionValues)", "size")
            .collectAsList()) {
      byPartition.merge(
          file.getString(0),
          new Files(1, file.getLong(1)),
          (a, b) -> new Files(a.count() + b.count(), a.bytes() + b.bytes()));
    }
    return byPartition.values().stream()
        .filter(files -> files.count() >= atLeast)
        .reduce(Files.NONE, (a, b) -> new Files(a.count() + b.count(), a.bytes() + b.bytes()));
  }

  /** Puts small files together, where there are enough of them. */
  public void compact(long target) {
    Optional<String> least = set(LEAST, target);
    Optional<String> most = set(MOST, target);
    try {
      DeltaTable.forPath(spark, path()).optimize().executeCompaction();
    } finally {
      reset(LEAST, least);
      reset(MOST, most);
    }
  }

  /** Removes rows, in one commit. */
  public void delete(org.apache.spark.sql.Column condition) {
    DeltaTable.forPath(spark, path()).delete(condition);
  }

  /** All rows' files now. */
  public Files current() {
    Row sums = adds(snapshot()).selectExpr("count(*)", "coalesce(sum(size), 0)").first();
    return new Files(sums.getLong(0), sums.getLong(1));
  }

  /** Files that the newest version does not name: of versions before, and of writes that ended. */
  List<WarehouseContents.StoredFile> unnamed() {
    Set<String> named = new HashSet<>();
    for (Row file : adds(snapshot()).select("path").collectAsList()) {
      named.add(decoded(file.getString(0)));
    }
    return files().stream().filter(file -> !named.contains(file.path())).toList();
  }

  private void setLifetime(Duration lifetime) {
    Map<String, String> wanted =
        Map.of(
            RETENTION,
            hours(lifetime),
            LOG_RETENTION,
            hours(lifetime.compareTo(LEAST_LOG) < 0 ? LEAST_LOG : lifetime));
    Map<Object, Object> found =
        DeltaTable.forPath(spark, path()).detail().select("properties").first().getJavaMap(0);
    if (!found.entrySet().containsAll(wanted.entrySet())) {
      // Both at once: Delta refuses a log that ends before the files do, even for a moment.
      String properties =
          wanted.entrySet().stream()
              .map(property -> "'" + property.getKey() + "' = '" + property.getValue() + "'")
              .collect(java.util.stream.Collectors.joining(", "));
      spark.sql(
          "ALTER TABLE delta.`"
              + path().replace("`", "``")
              + "` SET TBLPROPERTIES ("
              + properties
              + ")");
    }
  }

  private static String hours(Duration lifetime) {
    return "interval " + lifetime.toHours() + " hours";
  }

  private Optional<String> set(String key, long value) {
    Optional<String> before = Optional.ofNullable(spark.conf().get(key, null));
    spark.conf().set(key, value);
    return before;
  }

  private void reset(String key, Optional<String> value) {
    value.ifPresentOrElse(text -> spark.conf().set(key, text), () -> spark.conf().unset(key));
  }

  private static Dataset<Row> adds(Snapshot snapshot) {
    return snapshot.allFiles().toDF();
  }

  private Snapshot snapshot() {
    return DeltaLog.forTable(spark, path())
        .update(false, scala.Option.empty(), scala.Option.empty());
  }

  /** Data files as they lie there, in use or not. */
  private List<WarehouseContents.StoredFile> files() {
    try {
      return folder.list(table).stream()
          .filter(file -> !file.path().startsWith(table + "/_"))
          .toList();
    } catch (IOException e) {
      throw ForecastException.transientFailure(
          "table " + table + " in " + folder.location() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Files sum(List<WarehouseContents.StoredFile> files) {
    return new Files(
        files.size(), files.stream().mapToLong(WarehouseContents.StoredFile::bytes).sum());
  }

  /** The log has paths as URIs, below the table's folder. */
  private String decoded(String path) {
    return folder.relative(new Path(new Path(path()), new Path(URI.create(path))));
  }

  private String path() {
    return folder.path(table).toString();
  }
}
