package io.demandforecast.backup;

import io.demandforecast.failure.ForecastException;
import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Moves files between a warehouse and a folder of backups: each by one task of Spark, so that all
 * machines of a cluster share the work, and each checked by what was read.
 */
public final class Transfer {
  /** Files a task at most: small ones cost a start each otherwise. */
  private static final int FILES_A_TASK = 64;

  private final SparkSession spark;
  private final BackupFolder backups;

  public Transfer(SparkSession spark, BackupFolder backups) {
    this.spark = spark;
    this.backups = backups;
  }

  /**
   * A file of the warehouse that is to be kept.
   *
   * @param path below the warehouse
   * @param bytes its size
   * @param modified milliseconds since 1970-01-01 UTC
   */
  public record Source(String path, long bytes, long modified) implements java.io.Serializable {}

  /**
   * @param files as a manifest names them, in the order of their paths
   * @param copied contents that were not in the folder of backups yet
   * @param copiedBytes their size
   */
  public record Stored(List<KeptFile> files, long copied, long copiedBytes) {}

  /** A file to be moved, or looked at. */
  private record Move(String from, String to, KeptFile file) implements java.io.Serializable {}

  /**
   * Stores files of a warehouse. A file that an earlier backup has under the same path, size and
   * time is taken to be the one it was, since files of tables and models are never changed; of all
   * others the contents are read, and copied where they are not there yet.
   *
   * @param warehouse its location
   * @param earlier the newest backup's files; empty: every file is read, and so are the contents
   *     that are there already, which are stored again where they are damaged
   */
  public Stored store(String warehouse, List<Source> sources, List<KeptFile> earlier) {
    Map<String, Long> there = backups.sizes();
    Map<Source, String> known = new HashMap<>();
    for (KeptFile file : earlier) {
      if (Long.valueOf(file.bytes()).equals(there.get(file.sha256()))) {
        known.put(new Source(file.path(), file.bytes(), file.modified()), file.sha256());
      }
    }
    List<Move> unknown =
        sources.stream()
            .filter(source -> !known.containsKey(source))
            .map(
                source ->
                    new Move(
                        new Path(warehouse, source.path()).toString(),
                        "",
                        new KeptFile(source.path(), source.bytes(), source.modified(), "")))
            .toList();
    Map<String, KeptFile> read = new HashMap<>();
    onAll(unknown, Transfer::read).forEach(file -> read.put(file.path(), file));
    Map<String, Move> copies = new TreeMap<>();
    List<KeptFile> files = new ArrayList<>();
    for (Source source : sources) {
      String sum = known.get(source);
      KeptFile file =
          sum == null
              ? read.get(source.path())
              : new KeptFile(source.path(), source.bytes(), source.modified(), sum);
      files.add(file);
      if (earlier.isEmpty() || !Long.valueOf(file.bytes()).equals(there.get(file.sha256()))) {
        String from = new Path(warehouse, file.path()).toString();
        String to = backups.content(file.sha256()).toString();
        copies.put(file.sha256(), new Move(from, to, file));
      }
    }
    List<Long> copied = onAll(copies.values(), Transfer::copyUnlessHeld);
    files.sort(java.util.Comparator.comparing(KeptFile::path));
    return new Stored(
        files,
        copied.stream().filter(bytes -> bytes >= 0).count(),
        copied.stream().filter(bytes -> bytes >= 0).mapToLong(Long::longValue).sum());
  }

  /**
   * Puts the files of a backup in place. Those that are there with the right contents stay.
   *
   * @throws ForecastException (data) for the first file that the backup does not hold as it was
   */
  public void fetch(List<KeptFile> files, String warehouse) {
    onAll(
        moves(files, file -> new Path(warehouse, file.path()).toString()),
        Transfer::fetchUnlessHeld);
  }

  /**
   * Reads all contents of a backup.
   *
   * @return paths of the files whose contents are not there, or are not those that were stored
   */
  public List<String> damaged(List<KeptFile> files) {
    return onAll(moves(files, file -> ""), Transfer::damage).stream()
        .filter(path -> !path.isEmpty())
        .sorted()
        .toList();
  }

  private List<Move> moves(List<KeptFile> files, Function<KeptFile, String> target) {
    return files.stream()
        .map(file -> new Move(backups.content(file.sha256()).toString(), target.apply(file), file))
        .toList();
  }

  private static KeptFile read(Move move, Configuration configuration) throws Exception {
    KeptFile file = move.file();
    String sum = CheckedCopy.sha256(new Path(move.from()), configuration);
    return new KeptFile(file.path(), file.bytes(), file.modified(), sum);
  }

  /** Bytes that were copied; -1: the contents were there. */
  private static long copyUnlessHeld(Move move, Configuration configuration) throws Exception {
    KeptFile file = move.file();
    Path to = new Path(move.to());
    if (CheckedCopy.holds(to, file.bytes(), file.sha256(), configuration)) {
      return -1;
    }
    CheckedCopy.copy(new Path(move.from()), to, file.sha256(), move.from(), configuration);
    return file.bytes();
  }

  private static String fetchUnlessHeld(Move move, Configuration configuration) throws Exception {
    KeptFile file = move.file();
    Path to = new Path(move.to());
    if (!CheckedCopy.holds(to, file.bytes(), file.sha256(), configuration)) {
      try {
        CheckedCopy.copy(
            new Path(move.from()),
            to,
            file.sha256(),
            "the backup's file for " + file.path() + " (" + move.from() + ")",
            configuration);
      } catch (FileNotFoundException e) {
        throw ForecastException.data(
            "the backup is damaged: the contents of " + file.path() + " are missing", e);
      }
    }
    // Where the file system can: time travel by time and retention go by it.
    to.getFileSystem(configuration).setTimes(to, file.modified(), -1);
    return file.path();
  }

  private static String damage(Move move, Configuration configuration) throws Exception {
    KeptFile file = move.file();
    return CheckedCopy.holds(new Path(move.from()), file.bytes(), file.sha256(), configuration)
        ? ""
        : file.path();
  }

  /** What is done with a file on whatever machine the task runs. */
  private interface Task<R> extends java.io.Serializable {
    R on(Move move, Configuration configuration) throws Exception;
  }

  private <R> List<R> onAll(Collection<Move> moves, Task<R> task) {
    if (moves.isEmpty()) {
      return List.of();
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    SerializableConfiguration configuration =
        new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    int tasks =
        Math.min(
            moves.size(), Math.max(context.defaultParallelism() * 2, moves.size() / FILES_A_TASK));
    return context
        .parallelize(inTurns(moves, tasks), tasks)
        .map(move -> task.on(move, configuration.value()))
        .collect();
  }

  /** Large and small files mixed, so that tasks have about the same to do. */
  private static List<Move> inTurns(Collection<Move> moves, int tasks) {
    List<Move> bySize =
        moves.stream()
            .sorted(
                java.util.Comparator.comparingLong((Move move) -> move.file().bytes()).reversed())
            .toList();
    List<Move> mixed = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      for (int i = task; i < bySize.size(); i += tasks) {
        mixed.add(bySize.get(i));
      }
    }
    return mixed;
  }
}
