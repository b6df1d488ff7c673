package io.demandforecast.job.report;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import io.demandforecast.report.DriftFacts;
import io.demandforecast.report.DriftFacts.Finding;
import io.demandforecast.report.DriftFacts.Night;
import io.demandforecast.table.Drift;
import io.demandforecast.warehouse.Warehouse;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Reads what a run's night found of the model, and the nights before. */
final class DriftReader {
  private static final int MOST_FINDINGS = 40;
  private static final int NIGHTS = 60;
  private static final String ALL = "all";

  /** Held to at least its threshold, the others to at most. */
  private static final String COVERAGE = "coverage";

  /** The metrics that there are. */
  private static final int METRICS = 4;

  private DriftReader() {}

  static DriftFacts read(Warehouse warehouse, String runId, LocalDate asOf) {
    Dataset<Row> all = warehouse.read(Drift.definition());
    Dataset<Row> night = all.where(col(Drift.RUN_ID).equalTo(lit(runId)));
    Row counts = night.agg(count(lit(1)), count(when(col(Drift.BREACHED), 1))).first();
    return new DriftFacts(
        counts.getLong(0),
        counts.getLong(1),
        counts.getLong(0) == 0 ? List.of() : findings(night),
        nights(all, asOf));
  }

  private static List<Finding> findings(Dataset<Row> night) {
    Column nearness =
        when(
                col(Drift.METRIC).equalTo(lit(COVERAGE)),
                col(Drift.THRESHOLD).divide(col(Drift.VALUE)))
            .otherwise(abs(col(Drift.VALUE)).divide(col(Drift.THRESHOLD)));
    return night
        .orderBy(
            col(Drift.BREACHED).desc(),
            nearness.desc(),
            col(Drift.METRIC),
            col(Drift.SEGMENT),
            col(Drift.SEGMENT_VALUE),
            col(Drift.FEATURE))
        .takeAsList(MOST_FINDINGS)
        .stream()
        .map(
            row ->
                new Finding(
                    Cells.text(row, Drift.METRIC),
                    Cells.text(row, Drift.SEGMENT),
                    Cells.text(row, Drift.SEGMENT_VALUE),
                    Cells.text(row, Drift.FEATURE),
                    row.<Double>getAs(Drift.VALUE),
                    row.<Double>getAs(Drift.THRESHOLD),
                    row.<Boolean>getAs(Drift.BREACHED),
                    row.<Long>getAs(Drift.ROWS)))
        .toList();
  }

  /** The worst figure over all series of each night and metric, the oldest first. */
  private static List<Night> nights(Dataset<Row> all, LocalDate asOf) {
    Column worst =
        when(col(Drift.METRIC).equalTo(lit(COVERAGE)), min(col(Drift.VALUE)))
            .otherwise(max(col(Drift.VALUE)));
    return all
        .where(
            col(Drift.SEGMENT).equalTo(lit(ALL)).and(col(Drift.AS_OF).leq(lit(Date.valueOf(asOf)))))
        .groupBy(col(Drift.AS_OF), col(Drift.METRIC))
        .agg(worst.as(Drift.VALUE), max(col(Drift.THRESHOLD)).as(Drift.THRESHOLD))
        .orderBy(col(Drift.AS_OF).desc(), col(Drift.METRIC))
        .takeAsList(NIGHTS * METRICS)
        .stream()
        .map(
            row ->
                new Night(
                    Cells.text(row, Drift.AS_OF),
                    Cells.text(row, Drift.METRIC),
                    row.<Double>getAs(Drift.VALUE),
                    row.<Double>getAs(Drift.THRESHOLD)))
        .sorted(Comparator.comparing(Night::asOf).thenComparing(Night::metric))
        .toList();
  }
}
