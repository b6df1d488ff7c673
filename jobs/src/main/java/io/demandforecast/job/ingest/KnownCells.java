package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.config.DemandPolicy.Gaps;
import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.Layout;
import io.demandforecast.config.RuleSettings.Check;
import io.demandforecast.job.ingest.LoadedInput.Uniqueness;
import io.demandforecast.panel.Ledger;
import io.demandforecast.quality.LoadRules;
import io.demandforecast.quality.Marks;
import io.demandforecast.source.RawColumns;
import io.demandforecast.source.WideLines;
import io.demandforecast.table.KnownLines;
import io.demandforecast.warehouse.Warehouse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Which cells of the target's wide files the load before has read, judged and accepted, or found
 * empty. The same cells of the same line, judged by the same configuration and software, come to
 * the same again; and observations already say what they say, for every load of the target since is
 * that one. They are counted and not judged.
 *
 * <p>This holds where what becomes of a cell depends on nothing but its line and column: not on
 * other rows (rules of keys, references, gaps) nor on what a day of knowledge of its own would
 * change.
 */
final class KnownCells {
  /** Changes whenever cells are judged in another way than before. */
  private static final String FORM = "cells-1";

  /** Lines whose digests are sent to every machine rather than shuffled. */
  private static final int SENT_AROUND = 50_000;

  private final Warehouse warehouse;
  private final ForecastConfig config;
  private final String basis;

  KnownCells(IngestJob.Input job) {
    this.warehouse = job.warehouse();
    this.config = job.config();
    this.basis = FORM + " " + job.codeVersion() + " " + job.config().hash();
  }

  /** Digests of what the target's last load read; empty where that does not help. */
  Optional<Dataset<Row>> of(InputSettings target, Ledger ledger) {
    if (!applies(target) || !warehouse.exists(KnownLines.definition())) {
      return Optional.empty();
    }
    long last = ledger.lastLoad(target.name());
    Dataset<Row> known =
        warehouse
            .read(KnownLines.definition())
            .where(
                col(KnownLines.BASIS)
                    .equalTo(lit(basis))
                    .and(col(KnownLines.LOAD_SEQ).equalTo(lit(last))))
            .select(
                col(KnownLines.LINE).as(WideLines.LINE),
                col(KnownLines.DIGESTS).as(WideLines.DIGESTS));
    // Rows apart from the table: the load replaces it, and what was held that asks the table would
    // be let go then, and be worked out again from what the load has just read.
    SparkSession spark = warehouse.spark();
    List<Row> lines = known.takeAsList(SENT_AROUND + 1);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        lines.size() <= SENT_AROUND
            ? broadcast(spark.createDataFrame(lines, known.schema()))
            : spark.createDataFrame(known.toJavaRDD(), known.schema()));
  }

  /** What the next load may know: rows of the table but for the load's number. */
  Optional<Dataset<Row>> next(LoadedInput target) {
    boolean known =
        applies(target.input())
            && target.uniqueness() == Uniqueness.UNIQUE
            && !target.lines().isEmpty()
            && target.lines().stream().allMatch(WideLines::haveDigests);
    if (!known) {
      return Optional.empty();
    }
    Dataset<Row> lines =
        target.lines().stream().map(WideLines::digests).reduce(Dataset::unionByName).orElseThrow();
    Tally tally = target.tally();
    if (!tally.quarantined().isEmpty() || !tally.warned().isEmpty()) {
      Dataset<Row> noted =
          target
              .classified()
              .where(Marks.setAside().or(col(Marks.WARNING).isNotNull()))
              .select(col(RawColumns.LINE_DIGEST))
              .distinct();
      lines =
          lines.join(noted, col(WideLines.LINE).equalTo(col(RawColumns.LINE_DIGEST)), "left_anti");
    }
    return Optional.of(
        lines
            .groupBy(col(WideLines.LINE).as(KnownLines.LINE))
            .agg(count(lit(1)).as("lines"), first(col(WideLines.DIGESTS)).as(KnownLines.DIGESTS))
            .where(col("lines").equalTo(lit(1)))
            .select(
                col(KnownLines.LINE), col(KnownLines.DIGESTS), lit(basis).as(KnownLines.BASIS)));
  }

  private boolean applies(InputSettings target) {
    Set<String> declared =
        target.columns().stream().map(InputSettings.Column::name).collect(Collectors.toSet());
    return target.layout() instanceof Layout.PeriodsAcross
        && target.source().format().isText()
        && target.knownAt().column().isEmpty()
        && target.covariates().isEmpty()
        && config.demand().gaps() != Gaps.QUARANTINE
        && !LoadRules.needsGaps(target.rules())
        && target.rules().stream()
            .map(rule -> rule.check())
            .noneMatch(check -> check instanceof Check.Unique || check instanceof Check.References)
        && target.scope().stream()
            .allMatch(filter -> declared.contains(target.rawName(filter.column())));
  }
}
