package io.demandforecast.job.keep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.demandforecast.table.Covariates;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.Observations;
import io.demandforecast.table.Runs;
import io.demandforecast.warehouse.Warehouse;
import java.sql.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Recorded runs that an erasure ends: those that knew a row of the value, those that forecast it,
 * and those whose configuration named it.
 */
final class EndedRuns {
  private static final Set<String> KNOWN = Set.of(Observations.NAME, Covariates.NAME);

  private final Warehouse warehouse;
  private final KeyMatch match;

  EndedRuns(Warehouse warehouse, KeyMatch match) {
    this.warehouse = warehouse;
    this.match = match;
  }

  Set<String> of(List<ErasedTable> tables) {
    Map<Long, Date> known = new TreeMap<>();
    Set<String> forecast = new TreeSet<>();
    for (ErasedTable table : tables) {
      if (KNOWN.contains(table.name())) {
        firstKnown(table).forEach((load, day) -> known.merge(load, day, EndedRuns::earlier));
      } else if (table.name().equals(Forecasts.NAME)) {
        forecast.addAll(texts(table.everAbout().select(col(Forecasts.RUN_ID))));
      }
    }
    Dataset<Row> runs = warehouse.read(Runs.definition());
    Set<String> naming =
        texts(runs.where(match.isQuoted(col(Runs.CONFIG))).select(col(Runs.EXECUTION_ID)));
    Set<String> ended = new TreeSet<>();
    Column forecasts = col(Runs.EVENT).equalTo(lit(Runs.FORECAST));
    for (Row run :
        runs.where(forecasts)
            .select(Runs.RUN_ID, Runs.EXECUTION_ID, Runs.AS_OF, Runs.LOAD_SEQ)
            .collectAsList()) {
      Date asOf = run.getDate(2);
      long load = run.getLong(3);
      boolean knew =
          known.entrySet().stream()
              .anyMatch(first -> first.getKey() <= load && !first.getValue().after(asOf));
      if (knew || forecast.contains(run.getString(0)) || naming.contains(run.getString(1))) {
        ended.add(run.getString(0));
      }
    }
    return ended;
  }

  /** By load the first day on which a row about the value was known. */
  private static Map<Long, Date> firstKnown(ErasedTable table) {
    Map<Long, Date> known = new TreeMap<>();
    for (Row load :
        table
            .everAbout()
            .groupBy(col(Observations.LOAD_SEQ))
            .agg(min(col(Observations.KNOWN_AT)))
            .collectAsList()) {
      known.put(load.getLong(0), load.getDate(1));
    }
    return known;
  }

  private static Date earlier(Date one, Date other) {
    return one.before(other) ? one : other;
  }

  private static Set<String> texts(Dataset<Row> column) {
    Set<String> texts = new TreeSet<>();
    for (Row row : column.distinct().collectAsList()) {
      if (!row.isNullAt(0)) {
        texts.add(row.getString(0));
      }
    }
    return texts;
  }
}
