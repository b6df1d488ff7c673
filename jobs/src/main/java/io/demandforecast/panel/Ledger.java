package io.demandforecast.panel;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.digest.Sha256;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.table.Loads;
import io.demandforecast.warehouse.Warehouse;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What the loads table says of finished loads: only what it names has happened. Asked once and kept
 * here, a few words a file that was ever loaded.
 */
public final class Ledger {
  private final String location;
  private final List<Entry> entries;

  private Ledger(String location, List<Entry> entries) {
    this.location = location;
    this.entries = List.copyOf(entries);
  }

  /** A file of a load. */
  private record Entry(
      long loadSeq, String input, String file, String sha256, long read, long accepted) {

    /** What the digest of loads is made of. */
    String text() {
      return loadSeq + " " + input + " " + sha256 + " " + accepted;
    }
  }

  /** The loads that are finished now. */
  public static Ledger of(Warehouse warehouse) {
    return new Ledger(
        warehouse.location(),
        warehouse
            .read(Loads.definition())
            .select(
                col(Loads.LOAD_SEQ),
                col(Loads.INPUT),
                col(Loads.FILE),
                col(Loads.SHA256),
                col(Loads.ROWS_READ),
                col(Loads.ACCEPTED))
            .collectAsList()
            .stream()
            .map(
                row ->
                    new Entry(
                        row.getLong(0),
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5)))
            .toList());
  }

  /** Number of the last finished load; 0 where there is none. Rows of a higher one do not count. */
  public long highWater() {
    return entries.stream().mapToLong(Entry::loadSeq).max().orElse(0);
  }

  /** Checksums of the files that an input has loaded, by path, as each was last. */
  public Map<String, String> files(String input) {
    Map<String, String> files = new LinkedHashMap<>();
    ofInput(input)
        .sorted(Comparator.comparingLong(Entry::loadSeq))
        .forEach(entry -> files.put(entry.file(), entry.sha256()));
    return files;
  }

  /** Number of the last finished load that read an input; 0 where there is none. */
  public long lastLoad(String input) {
    return ofInput(input).mapToLong(Entry::loadSeq).max().orElse(0);
  }

  /** Mean of the rows that an input's earlier loads read; empty where there are none. */
  public OptionalDouble earlierRows(String input) {
    return ofInput(input)
        .collect(Collectors.groupingBy(Entry::loadSeq, Collectors.summingLong(Entry::read)))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .average();
  }

  /**
   * What the warehouse knows.
   *
   * @throws ForecastException where nothing has been loaded
   */
  public Knowledge knowledge() {
    return knowledgeUpTo(Long.MAX_VALUE);
  }

  /** What it knew when a load was the last. */
  public Knowledge knowledgeUpTo(long loadSeq) {
    List<Entry> known = entries.stream().filter(entry -> entry.loadSeq() <= loadSeq).toList();
    if (known.isEmpty()) {
      throw ForecastException.data(
          "warehouse " + location + " holds no data yet. Load raw data first: forecast ingest");
    }
    return new Knowledge(
        known.stream().mapToLong(Entry::loadSeq).max().getAsLong(),
        digest(known.stream().map(Entry::text)));
  }

  /** The SHA-256 of lines in the order of their bytes. */
  private static String digest(Stream<String> texts) {
    String lines =
        texts
            .map(UTF8String::fromString)
            .sorted()
            .map(UTF8String::toString)
            .collect(Collectors.joining("\n"));
    return Sha256.of(lines);
  }

  /** The rows of a table that finished loads brought. */
  public static Dataset<Row> finished(Dataset<Row> rows, long highWater) {
    if (!Arrays.asList(rows.columns()).contains(Loads.LOAD_SEQ)) {
      throw new IllegalArgumentException("rows without " + Loads.LOAD_SEQ);
    }
    return rows.where(col(Loads.LOAD_SEQ).leq(lit(highWater)));
  }

  private Stream<Entry> ofInput(String input) {
    return entries.stream().filter(entry -> entry.input().equals(input));
  }
}
