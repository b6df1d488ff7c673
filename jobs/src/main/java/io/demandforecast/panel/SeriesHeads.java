package io.demandforecast.panel;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.demandforecast.series.PeriodBlocks;
import io.demandforecast.table.Panel;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * The rows of attributes of all series of a panel that is carried on: with the attributes of now,
 * and the period that each history begins in now. Held until closed.
 */
final class SeriesHeads implements AutoCloseable {
  private static final String WAS = "_was_first";
  private static final String WERE = "_were_attributes";
  private static final String FOUND = "_found_first";

  private final Dataset<Row> held;
  private final String panelId;
  private final boolean known;
  private final int from;

  /**
   * @param stored the panel that is carried on
   * @param made rows made of the changed blocks
   * @param entities series and scopes, with the attributes of now
   * @param changed blocks that were made again
   */
  SeriesHeads(
      Dataset<Row> stored,
      Dataset<Row> made,
      Dataset<Row> entities,
      SortedSet<Integer> changed,
      PeriodBlocks blocks,
      String panelId) {
    this.panelId = panelId;
    Column series =
        col(Panel.BLOCK).equalTo(lit(Panel.HEAD)).and(col(Panel.KIND).equalTo(lit(Panel.SERIES)));
    Dataset<Row> were =
        stored
            .where(series)
            .select(
                col(Panel.KEY), col(Panel.FIRST_PERIOD).as(WAS), col(Panel.ATTRIBUTES).as(WERE));
    Dataset<Row> found =
        made.where(series).select(col(Panel.KEY), col(Panel.FIRST_PERIOD).as(FOUND));
    this.held =
        entities
            .where(col(Panel.KIND).equalTo(lit(Panel.SERIES)))
            .join(were.join(found, new String[] {Panel.KEY}, "full"), Panel.KEY)
            .select(
                col(Panel.KEY),
                col(Panel.ATTRIBUTES),
                col(WERE),
                coalesce(col(WAS), lit(Panel.NEVER)).as(WAS),
                coalesce(col(FOUND), lit(Panel.NEVER)).as(FOUND))
            .withColumn(Panel.FIRST_PERIOD, begin(changed, blocks))
            .persist(StorageLevel.MEMORY_AND_DISK());
    Column moved =
        not(col(WERE).eqNullSafe(col(Panel.ATTRIBUTES)))
            .or(col(WAS).notEqual(col(Panel.FIRST_PERIOD)));
    Row seen =
        held.agg(
                count_if(col(Panel.FIRST_PERIOD).isNull()),
                coalesce(
                    min(when(moved, least(col(WAS), col(Panel.FIRST_PERIOD)))), lit(Panel.NEVER)))
            .first();
    this.known = seen.getLong(0) == 0;
    this.from = seen.getInt(1);
  }

  /**
   * The first sale of the blocks made again is the first of all, where the one that was first lay
   * not before it; null where the one that was first is gone, and the next lies in a block that was
   * not looked at.
   */
  private static Column begin(SortedSet<Integer> changed, PeriodBlocks blocks) {
    Column block = floor(col(WAS).divide(lit(blocks.size())));
    Column again = block.isin(changed.stream().map(Integer::longValue).toArray());
    Column last = block.plus(lit(1L)).multiply(lit((long) blocks.size())).minus(lit(1L));
    return when(not(again), least(col(WAS), col(FOUND))).when(col(FOUND).leq(last), col(FOUND));
  }

  /** Whether it is known of all series where they begin. */
  boolean allKnown() {
    return known;
  }

  /**
   * The first period in which a series can be another than it was though its block was not made
   * again: its attributes changed, or it begins elsewhere. {@link Panel#NEVER} where there is none.
   */
  int changedFrom() {
    return from;
  }

  /** Rows of the panel. */
  Dataset<Row> rows() {
    return held.select(
        lit(panelId).as(Panel.PANEL_ID),
        lit(Panel.SERIES).as(Panel.KIND),
        col(Panel.KEY),
        lit(Panel.HEAD).as(Panel.BLOCK),
        col(Panel.FIRST_PERIOD),
        array().cast("array<double>").as(Panel.TARGET),
        array().cast("array<array<float>>").as(Panel.COVARIATES),
        col(Panel.ATTRIBUTES));
  }

  @Override
  public void close() {
    held.unpersist();
  }
}
