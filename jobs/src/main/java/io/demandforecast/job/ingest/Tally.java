package io.demandforecast.job.ingest;

import io.demandforecast.source.SourceFailure;
import io.demandforecast.source.SourceFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * What became of an input's rows, by file and by the rules they break.
 *
 * @param files counts a file
 * @param quarantined rows set aside, by rule
 * @param warned accepted rows, by the rule they were warned of
 * @param blocking rows that break a rule which refuses the load, by rule
 * @param years accepted rows by the year they are about
 * @param newestPeriod last period of an accepted row
 */
record Tally(
    Map<String, FileRows> files,
    Map<String, Long> quarantined,
    Map<String, Long> warned,
    Map<String, Long> blocking,
    SortedMap<Integer, Long> years,
    OptionalInt newestPeriod) {

  /**
   * Counts of one file: read is the sum of accepted, set aside and out of scope.
   *
   * @param withoutValue accepted rows that hold no value of any covariate; all of an input without
   *     covariates
   */
  record FileRows(
      long accepted, long quarantined, long outOfScope, long warned, long withoutValue) {
    static final FileRows NONE = new FileRows(0, 0, 0, 0, 0);

    long read() {
      return accepted + quarantined + outOfScope;
    }

    FileRows plus(FileRows other) {
      return new FileRows(
          accepted + other.accepted,
          quarantined + other.quarantined,
          outOfScope + other.outOfScope,
          warned + other.warned,
          withoutValue + other.withoutValue);
    }
  }

  /** Adds groups of rows up: one action. */
  static Tally of(RowGroups groups, List<SourceFile> sources) {
    Map<String, FileRows> files = new LinkedHashMap<>();
    Map<String, Long> quarantined = new TreeMap<>();
    Map<String, Long> warned = new TreeMap<>();
    Map<String, Long> blocking = new TreeMap<>();
    SortedMap<Integer, Long> years = new TreeMap<>();
    OptionalInt newest = OptionalInt.empty();
    for (Row row : totals(groups)) {
      long rows = row.getLong(6);
      FileRows counts;
      if (!row.isNullAt(1)) {
        counts = new FileRows(0, rows, 0, 0, 0);
        quarantined.merge(row.getString(1), rows, Long::sum);
        if (row.getBoolean(2)) {
          blocking.merge(row.getString(1), rows, Long::sum);
        }
      } else if (row.getBoolean(4)) {
        counts = new FileRows(0, 0, rows, 0, 0);
      } else {
        boolean warning = !row.isNullAt(3);
        counts = new FileRows(rows, 0, 0, warning ? rows : 0, row.getLong(8));
        if (warning) {
          warned.merge(row.getString(3), rows, Long::sum);
        }
        if (!row.isNullAt(7)) {
          newest = OptionalInt.of(Math.max(row.getInt(7), newest.orElse(row.getInt(7))));
          years.merge(row.getInt(5), rows, Long::sum);
        }
      }
      files.merge(sources.get(row.getInt(0)).path(), counts, FileRows::plus);
    }
    return new Tally(files, quarantined, warned, blocking, years, newest);
  }

  private static Iterable<Row> totals(RowGroups groups) {
    try {
      return groups.totals().collectAsList();
    } catch (RuntimeException e) {
      throw SourceFailure.explain(e);
    }
  }

  FileRows file(String path) {
    return files.getOrDefault(path, FileRows.NONE);
  }

  FileRows total() {
    return files.values().stream().reduce(FileRows.NONE, FileRows::plus);
  }
}
