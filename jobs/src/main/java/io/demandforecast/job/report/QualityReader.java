package io.demandforecast.job.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.demandforecast.report.QualityFacts;
import io.demandforecast.report.QualityFacts.Load;
import io.demandforecast.report.QualityFacts.Rule;
import io.demandforecast.table.Loads;
import io.demandforecast.table.Quarantine;
import io.demandforecast.warehouse.Warehouse;
import java.util.List;
import org.apache.spark.sql.Row;

/** Reads loads and quarantine up to a load. */
final class QualityReader {
  private static final int LOADS_SHOWN = 15;
  private static final int MOST_LOADS = 5_000;
  private static final int MOST_RULES = 100;
  private static final String FILES = "files";
  private static final String ROWS = "rows";
  private static final String NEWEST = "newest_rows";

  private QualityReader() {}

  /**
   * @param upTo the last load that counts
   */
  static QualityFacts read(Warehouse warehouse, long upTo) {
    List<Load> loads =
        warehouse
            .read(Loads.definition())
            .where(col(Loads.LOAD_SEQ).leq(lit(upTo)))
            .groupBy(col(Loads.LOAD_SEQ))
            .agg(
                count(lit(1)).as(FILES),
                sum(col(Loads.ROWS_READ)).as(Loads.ROWS_READ),
                sum(col(Loads.ACCEPTED)).as(Loads.ACCEPTED),
                sum(col(Loads.MERGED)).as(Loads.MERGED),
                sum(col(Loads.QUARANTINED)).as(Loads.QUARANTINED),
                sum(col(Loads.OUT_OF_SCOPE)).as(Loads.OUT_OF_SCOPE),
                sum(col(Loads.WARNED)).as(Loads.WARNED),
                max(col(Loads.LOADED_AT)).as(Loads.LOADED_AT))
            .orderBy(col(Loads.LOAD_SEQ).desc())
            .takeAsList(MOST_LOADS)
            .stream()
            .map(QualityReader::load)
            .toList();
    return new QualityFacts(
        loads.subList(0, Math.min(LOADS_SHOWN, loads.size())),
        loads.size(),
        total(loads),
        rules(warehouse, upTo));
  }

  private static Load load(Row row) {
    return new Load(
        row.<Long>getAs(Loads.LOAD_SEQ),
        Cells.count(row, FILES),
        Cells.count(row, Loads.ROWS_READ),
        Cells.count(row, Loads.ACCEPTED),
        Cells.count(row, Loads.MERGED),
        Cells.count(row, Loads.QUARANTINED),
        Cells.count(row, Loads.OUT_OF_SCOPE),
        Cells.count(row, Loads.WARNED),
        Cells.text(row, Loads.LOADED_AT));
  }

  private static Load total(List<Load> loads) {
    return loads.stream()
        .reduce(
            new Load(0, 0, 0, 0, 0, 0, 0, 0, null),
            (a, b) ->
                new Load(
                    0,
                    a.files() + b.files(),
                    a.read() + b.read(),
                    a.accepted() + b.accepted(),
                    a.merged() + b.merged(),
                    a.quarantined() + b.quarantined(),
                    a.outOfScope() + b.outOfScope(),
                    a.warned() + b.warned(),
                    null));
  }

  private static List<Rule> rules(Warehouse warehouse, long upTo) {
    return warehouse
        .read(Quarantine.definition())
        .where(col(Quarantine.LOAD_SEQ).leq(lit(upTo)))
        .groupBy(col(Quarantine.INPUT), col(Quarantine.RULE))
        .agg(
            count(lit(1)).as(ROWS),
            count(when(col(Quarantine.LOAD_SEQ).equalTo(lit(upTo)), 1)).as(NEWEST),
            min(col(Quarantine.REASON)).as(Quarantine.REASON))
        .orderBy(col(ROWS).desc(), col(Quarantine.INPUT), col(Quarantine.RULE))
        .takeAsList(MOST_RULES)
        .stream()
        .map(
            row ->
                new Rule(
                    Cells.text(row, Quarantine.INPUT),
                    Cells.text(row, Quarantine.RULE),
                    Cells.count(row, ROWS),
                    Cells.count(row, NEWEST),
                    Cells.text(row, Quarantine.REASON)))
        .toList();
  }
}
