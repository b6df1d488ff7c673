package io.demandforecast.job.keep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.failure.ForecastException;
import io.demandforecast.job.report.StoredPages;
import io.demandforecast.progress.Progress;
import io.demandforecast.table.Erasures;
import io.demandforecast.warehouse.Warehouse;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * Forgets a key's value: no file of the warehouse and its archive holds it afterwards, of tables as
 * they are or as they were. To be run under the lease.
 *
 * <p>Reads all tables, and the files of their earlier versions.
 *
 * <p>Writes all tables that hold the value: rows about it are taken away, texts that mention it
 * lose it, what is derived (panel, features, known_lines, reports) goes and is made anew; then the
 * files of earlier versions are removed. What was asked and done stands in erasures, and in a note
 * beside the backups it was told of, which it does not change.
 *
 * <p>Key: of erasures the key's column and a digest of the value.
 *
 * <p>Run again it finishes what a killed one began, and otherwise finds nothing.
 *
 * <p>Fails where the column is no key, or the reason says the value.
 */
public final class ForgetJob {
  public static final List<String> STAGES =
      List.of("look", "erase rows", "erase earlier versions", "record");

  private static final String ARCHIVE = "archive/";

  private final Input input;
  private final KeyMatch match;

  private ForgetJob(Input input) {
    this.input = input;
    this.match = new KeyMatch(input.keys(), input.column(), input.values());
  }

  /**
   * @param archive where maintenance put rows before it removed them, if it did
   * @param keys the series' keys
   * @param column the key whose value is forgotten
   * @param values the value as a person knows it and, where the key is hashed, its hash
   * @param digest of the value, for the record
   * @param reason for the record
   * @param backups folders of backups that are known
   * @param pages reports that nights wrote
   * @param now for the record
   */
  public record Input(
      Warehouse warehouse,
      Optional<Warehouse> archive,
      List<String> keys,
      String column,
      Set<String> values,
      String digest,
      String reason,
      List<String> backups,
      StoredPages pages,
      Instant now,
      Progress progress) {
    public Input {
      keys = List.copyOf(keys);
      values = Set.copyOf(values);
      backups = List.copyOf(backups);
    }
  }

  /**
   * @param rows rows by table that hold the value now, and that go or lose their text
   * @param past tables of which earlier versions hold it
   * @param endedRuns recorded runs whose inputs held it: they cannot be replayed any more
   * @param resumed whether an earlier erasure of it was not finished
   * @param backups ids by folder of the backups that were made before it was erased
   */
  public record Result(
      Map<String, Long> rows,
      Set<String> past,
      Set<String> endedRuns,
      boolean resumed,
      Map<String, List<String>> backups) {

    /** Whether the warehouse holds the value, or an erasure of it is to be finished. */
    public boolean isAnything() {
      return !rows.isEmpty() || !past.isEmpty() || resumed;
    }
  }

  /** Looks, and changes nothing. */
  public static Result look(Input input) {
    ForgetJob job = new ForgetJob(input);
    job.refuse();
    return job.found(job.tables());
  }

  /** Erases. */
  public static Result run(Input input) {
    ForgetJob job = new ForgetJob(input);
    job.refuse();
    List<ErasedTable> tables = job.tables();
    Result found = job.found(tables);
    if (found.isAnything()) {
      job.erase(tables, found);
    }
    job.noteBackups();
    return found;
  }

  private void refuse() {
    if (!input.keys().contains(input.column())) {
      throw ForecastException.configuration(
          "'"
              + input.column()
              + "' is no key of this warehouse's series: expected one of "
              + String.join(", ", input.keys()));
    }
    if (match.isMentioned(input.reason())) {
      throw ForecastException.configuration(
          "the reason says the value itself, and would be kept: word it without");
    }
  }

  private List<ErasedTable> tables() {
    List<ErasedTable> tables = new ArrayList<>(tables(input.warehouse(), ""));
    input.archive().ifPresent(archive -> tables.addAll(tables(archive, ARCHIVE)));
    return tables.stream().sorted().toList();
  }

  private List<ErasedTable> tables(Warehouse warehouse, String prefix) {
    return warehouse.tables().stream()
        .map(name -> ErasedTable.of(warehouse, prefix, name, input.column(), match))
        .toList();
  }

  private Result found(List<ErasedTable> tables) {
    input.progress().stage(STAGES.get(0));
    Map<String, Long> rows = new TreeMap<>();
    Set<String> past = new TreeSet<>();
    for (ErasedTable table : tables) {
      if (!table.isDerived()) {
        long found = table.count();
        if (found > 0) {
          rows.put(table.label(), found);
        }
        if (table.isInPast()) {
          past.add(table.label());
        }
      }
    }
    Set<String> ended = new TreeSet<>(new EndedRuns(input.warehouse(), match).of(tables));
    Optional<Row> unfinished = newest().filter(row -> event(row).equals(Erasures.STARTED));
    unfinished.ifPresent(
        row -> {
          ended.addAll(row.<String>getList(row.fieldIndex(Erasures.ENDED_RUNS)));
          row.<String, Long>getJavaMap(row.fieldIndex(Erasures.ROWS))
              .forEach((table, count) -> rows.merge(table, count, Math::max));
        });
    return new Result(
        rows, past, ended, unfinished.isPresent(), new OlderBackups(input).before(erasedAt()));
  }

  /**
   * What is derived goes first: where this is killed, the rows it is made of tell what is to do.
   */
  private void erase(List<ErasedTable> tables, Result found) {
    record(Erasures.STARTED, found);
    input.progress().stage(STAGES.get(1));
    input.pages().remove();
    for (ErasedTable table : tables) {
      input.warehouse().requireLease();
      if (table.isDerived()) {
        table.erasure().clear();
      } else if (found.rows().containsKey(table.label())) {
        table.erase();
      }
    }
    input.progress().stage(STAGES.get(2));
    for (ErasedTable table : tables) {
      boolean held =
          found.resumed()
              || table.isDerived()
              || found.rows().containsKey(table.label())
              || found.past().contains(table.label());
      if (held) {
        input.warehouse().requireLease();
        table.erasure().endPast();
      }
    }
    input.progress().stage(STAGES.get(3));
    record(Erasures.FINISHED, found);
  }

  private void noteBackups() {
    newest()
        .filter(row -> event(row).equals(Erasures.FINISHED))
        .ifPresent(
            row -> new OlderBackups(input).note(at(row), row.<String>getAs(Erasures.REASON)));
  }

  /** When it was erased, where that is done; else now. */
  private Instant erasedAt() {
    return newest()
        .filter(row -> event(row).equals(Erasures.FINISHED))
        .map(ForgetJob::at)
        .orElse(input.now());
  }

  /** The newest record of an erasure of this value. */
  private Optional<Row> newest() {
    // Of one moment the beginning comes first.
    return input
        .warehouse()
        .read(Erasures.definition())
        .where(
            col(Erasures.KEY_COLUMN)
                .equalTo(lit(input.column()))
                .and(col(Erasures.KEY_DIGEST).equalTo(lit(input.digest()))))
        .orderBy(col(Erasures.AT).desc(), col(Erasures.EVENT))
        .takeAsList(1)
        .stream()
        .findFirst();
  }

  private static String event(Row row) {
    return row.getAs(Erasures.EVENT);
  }

  private static Instant at(Row row) {
    return row.<Timestamp>getAs(Erasures.AT).toInstant();
  }

  private void record(String event, Result found) {
    SparkSession spark = input.warehouse().spark();
    Row row =
        RowFactory.create(
            input.column(),
            input.digest(),
            event,
            Timestamp.from(input.now()),
            spark.sparkContext().sparkUser(),
            input.reason(),
            new LinkedHashMap<>(found.rows()),
            found.endedRuns().toArray(String[]::new));
    input
        .warehouse()
        .append(
            Erasures.definition(),
            spark.createDataFrame(List.of(row), Erasures.definition().schema()));
  }
}
