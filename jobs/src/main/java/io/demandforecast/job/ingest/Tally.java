package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.year;

import io.demandforecast.quality.Marks;
import io.demandforecast.source.RawColumns;
import io.demandforecast.source.SourceFailure;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What became of an input's rows, counted in one aggregate of as many rows as there are files and
 * rules broken.
 *
 * @param files counts a file
 * @param quarantined rows set aside, by rule
 * @param warned accepted rows, by the rule they were warned of
 * @param blocking rows that break a rule which refuses the load, by rule
 * @param years accepted rows by the year they are about
 * @param newest last date of an accepted row
 */
record Tally(
    Map<String, FileRows> files,
    Map<String, Long> quarantined,
    Map<String, Long> warned,
    Map<String, Long> blocking,
    SortedMap<Integer, Long> years,
    Optional<LocalDate> newest) {

  /** Counts of one file: read is the sum of accepted, set aside and out of scope. */
  record FileRows(long accepted, long quarantined, long outOfScope, long warned) {
    static final FileRows NONE = new FileRows(0, 0, 0, 0);

    long read() {
      return accepted + quarantined + outOfScope;
    }

    FileRows plus(FileRows other) {
      return new FileRows(
          accepted + other.accepted,
          quarantined + other.quarantined,
          outOfScope + other.outOfScope,
          warned + other.warned);
    }
  }

  /** Counts classified rows: one action. */
  static Tally of(Dataset<Row> classified) {
    Map<String, FileRows> files = new LinkedHashMap<>();
    Map<String, Long> quarantined = new TreeMap<>();
    Map<String, Long> warned = new TreeMap<>();
    Map<String, Long> blocking = new TreeMap<>();
    SortedMap<Integer, Long> years = new TreeMap<>();
    LocalDate newest = null;
    for (Row row : counted(classified)) {
      long rows = row.getLong(6);
      FileRows counts;
      if (!row.isNullAt(1)) {
        counts = new FileRows(0, rows, 0, 0);
        quarantined.merge(row.getString(1), rows, Long::sum);
        if (row.getBoolean(2)) {
          blocking.merge(row.getString(1), rows, Long::sum);
        }
      } else if (row.getBoolean(4)) {
        counts = new FileRows(0, 0, rows, 0);
      } else {
        boolean warning = !row.isNullAt(3);
        counts = new FileRows(rows, 0, 0, warning ? rows : 0);
        if (warning) {
          warned.merge(row.getString(3), rows, Long::sum);
        }
        if (!row.isNullAt(7)) {
          LocalDate last = row.getDate(7).toLocalDate();
          newest = newest == null || last.isAfter(newest) ? last : newest;
          years.merge(last.getYear(), rows, Long::sum);
        }
      }
      files.merge(row.getString(0), counts, FileRows::plus);
    }
    return new Tally(files, quarantined, warned, blocking, years, Optional.ofNullable(newest));
  }

  private static Iterable<Row> counted(Dataset<Row> classified) {
    try {
      return classified
          .groupBy(
              col(RawColumns.FILE),
              col(Marks.RULE),
              col(Marks.BLOCKS),
              col(Marks.WARNING),
              col(Marks.OUT),
              year(col(Classified.TO_DATE)))
          .agg(count(lit(1)), max(col(Classified.TO_DATE)))
          .collectAsList();
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
