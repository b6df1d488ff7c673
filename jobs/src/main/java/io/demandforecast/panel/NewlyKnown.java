package io.demandforecast.panel;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;

import io.demandforecast.series.PeriodBlocks;
import io.demandforecast.table.Covariates;
import io.demandforecast.table.Observations;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a panel has to learn that an earlier one did not know. Facts are only ever added: a
 * correction is a newer fact about the same period. So the blocks that the news fall in, and those
 * that the spans differ in, are all that can differ.
 */
final class NewlyKnown {
  private final PanelState before;
  private final PanelState now;
  private final PeriodBlocks blocks;

  /**
   * @param before of the same configuration; its day and loads are not past those of now
   */
  NewlyKnown(PanelState before, PanelState now, PeriodBlocks blocks) {
    this.before = before;
    this.now = now;
    this.blocks = blocks;
  }

  /** Whether a panel can be carried on to another day or load, rather than be made anew. */
  static boolean follows(PanelState before, PanelState now) {
    return !before.asOf().isAfter(now.asOf()) && before.highWater() <= now.highWater();
  }

  /**
   * The blocks that may differ.
   *
   * @param observations all that count now
   * @param covariates all that count now
   */
  SortedSet<Integer> blocks(Dataset<Row> observations, Dataset<Row> covariates) {
    SortedSet<Integer> changed = spans();
    add(
        observations
            .where(news(Observations.KNOWN_AT, Observations.LOAD_SEQ))
            .select(block(col(Observations.PERIOD)).as("block"))
            .distinct(),
        changed);
    int first = now.span().first();
    int last = now.span().last();
    add(
        covariates
            .where(
                news(Covariates.KNOWN_AT, Covariates.LOAD_SEQ)
                    .and(col(Covariates.FROM_PERIOD).leq(lit(last)))
                    .and(col(Covariates.TO_PERIOD).geq(lit(first))))
            .select(
                block(greatest(col(Covariates.FROM_PERIOD), lit(first))).as("from"),
                block(least(col(Covariates.TO_PERIOD), lit(last))).as("to"))
            .distinct()
            .select(explode(sequence(col("from"), col("to"))).as("block"))
            .distinct(),
        changed);
    return changed;
  }

  /** Of rows that count now those that did not count before. */
  Column news(String knownAt, String loadSeq) {
    return col(knownAt).gt(lit(before.asOf())).or(col(loadSeq).gt(lit(before.highWater())));
  }

  /** Where spans begin or end elsewhere: facts that counted were cut there. */
  private SortedSet<Integer> spans() {
    SortedSet<Integer> changed = new TreeSet<>();
    PanelSpan old = before.span();
    PanelSpan span = now.span();
    changed.addAll(between(old.origin(), span.origin()));
    changed.addAll(between(old.last(), span.last()));
    changed.addAll(between(old.first(), span.first()));
    return changed;
  }

  private SortedSet<Integer> between(int one, int other) {
    return one == other
        ? new TreeSet<>()
        : blocks.between(Math.min(one, other), Math.max(one, other));
  }

  private Column block(Column period) {
    return org.apache.spark.sql.functions.floor(period.divide(lit(blocks.size()))).cast("int");
  }

  private static void add(Dataset<Row> found, SortedSet<Integer> blocks) {
    for (Row row : found.collectAsList()) {
      blocks.add(row.getInt(0));
    }
  }
}
