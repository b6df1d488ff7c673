package io.demandforecast.panel;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.series.PeriodBlocks;
import io.demandforecast.table.Covariates;
import io.demandforecast.table.Observations;
import io.demandforecast.table.Panel;
import io.demandforecast.table.SeriesTable;
import io.demandforecast.table.TableDefinition;
import io.demandforecast.warehouse.Warehouse;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.storage.StorageLevel;

/**
 * Makes the rows of a panel: facts to blocks of arrays, then groups from the arrays. Of a panel
 * that carries an earlier one on, the blocks that news fall in are made and no others, and so are
 * those of groups, where members are what they were in all other blocks; else groups are added up
 * over the whole panel, and the blocks written in which they came out otherwise. Where that what
 * was the first sale is none any more, the panel is made anew.
 */
final class PanelBuilder {
  private final Warehouse warehouse;
  private final ForecastConfig config;
  private final PanelPlan plan;
  private final PanelState now;
  private final PanelFacts facts;
  private final PeriodBlocks blocks;

  /**
   * @param now the panel to make
   */
  PanelBuilder(Warehouse warehouse, ForecastConfig config, PanelPlan plan, PanelState now) {
    this.warehouse = warehouse;
    this.config = config;
    this.plan = plan;
    this.now = now;
    this.facts = new PanelFacts(plan, config.demand().negatives(), now.asOf(), now.highWater());
    this.blocks = PeriodBlocks.of(config.frequency());
  }

  /**
   * Replaces what is stored by the panel, in one commit.
   *
   * @param before what is stored, where the panel can carry it on
   */
  void build(Optional<PanelState> before) {
    // Looked at several times, and each look would ask the tables for their files again.
    Dataset<Row> entities =
        facts
            .entities(currentSeries(), warehouse.read(Covariates.definition()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      requireDistinct(entities);
      if (before.isPresent()) {
        carryOn(before.get(), entities);
      } else {
        makeAnew(entities);
      }
    } finally {
      entities.unpersist();
    }
  }

  private void makeAnew(Dataset<Row> entities) {
    SortedSet<Integer> all = blocks.between(now.span().first(), now.span().last());
    Dataset<Row> made =
        made(all, observations(), covariates(), entities).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      warehouse.overwriteSchema(Panel.definition(), rows(made, groups(made, now.span())));
    } finally {
      made.unpersist();
    }
  }

  private void carryOn(PanelState before, Dataset<Row> entities) {
    NewlyKnown newly = new NewlyKnown(before, now, blocks);
    SortedSet<Integer> changed = newly.blocks(observations(), covariates());
    changed.removeIf(
        block -> block < blocks.of(now.span().first()) || block > blocks.of(now.span().last()));
    Column news = newly.news(Covariates.KNOWN_AT, Covariates.LOAD_SEQ);
    Dataset<Row> made =
        made(
                changed,
                observations().where(touches(changed, Observations.PERIOD, Observations.PERIOD)),
                // A series begins to be with a fact about any period.
                covariates()
                    .where(touches(changed, Covariates.FROM_PERIOD, Covariates.TO_PERIOD).or(news)),
                entities)
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> stored = warehouse.read(Panel.definition());
    try (SeriesHeads heads =
        new SeriesHeads(stored, made, entities, changed, blocks, now.panelId())) {
      if (heads.allKnown()) {
        replace(before, changed, stored, heads, made);
      } else {
        makeAnew(entities);
      }
    } finally {
      made.unpersist();
    }
  }

  /** Writes the changed blocks, the rows of attributes, and what came out otherwise of groups. */
  private void replace(
      PanelState before,
      SortedSet<Integer> changed,
      Dataset<Row> stored,
      SeriesHeads heads,
      Dataset<Row> made) {
    Dataset<Row> blocksMade = made.where(col(Panel.BLOCK).notEqual(lit(Panel.HEAD)));
    Dataset<Row> written = heads.rows().unionByName(blocksMade);
    if (changed.containsAll(membersChanged(before, heads))) {
      write(written, groupsOf(changed, written), changed, changed);
      return;
    }
    Column again = col(Panel.BLOCK).isin(changed.toArray());
    Dataset<Row> kept =
        stored.where(
            not(again).and(col(Panel.BLOCK).notEqual(lit(Panel.HEAD))).and(not(isGroup())));
    Dataset<Row> groups =
        groups(kept.unionByName(written), now.span()).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      SortedSet<Integer> otherwise = otherwise(stored.where(not(again)), groups.where(not(again)));
      otherwise.addAll(changed);
      write(written, groups.where(col(Panel.BLOCK).isin(otherwise.toArray())), changed, otherwise);
    } finally {
      groups.unpersist();
    }
  }

  /**
   * The blocks in which members of groups can be others than they were: from where one begins
   * elsewhere or has other attributes, and where gaps are no sale since more is known.
   */
  private SortedSet<Integer> membersChanged(PanelState before, SeriesHeads heads) {
    int filled = before.span().lastKnown();
    int from =
        filled == now.span().lastKnown()
            ? heads.changedFrom()
            : Math.min(heads.changedFrom(), Math.min(filled, now.span().lastKnown()) + 1);
    if (!before.span().late().equals(now.span().late())) {
      int unknown = Math.min(before.span().late().unknownFrom(), now.span().late().unknownFrom());
      from = Math.min(from, unknown);
    }
    return blocks.between(Math.max(from, now.span().first()), now.span().origin());
  }

  /** Groups in some blocks, of members that are what they were in all others. */
  private Dataset<Row> groupsOf(SortedSet<Integer> changed, Dataset<Row> written) {
    PanelSpan span = now.span();
    int first = changed.isEmpty() ? span.first() : blocks.first(changed.first());
    if (changed.isEmpty() || first > span.origin()) {
      return noGroups();
    }
    PanelSpan part =
        new PanelSpan(
            Math.max(first, span.first()),
            span.lastKnown(),
            span.origin(),
            span.last(),
            span.late());
    return groups(written, part).where(col(Panel.BLOCK).isin(changed.toArray()));
  }

  private void write(
      Dataset<Row> written,
      Dataset<Row> groups,
      SortedSet<Integer> changed,
      SortedSet<Integer> ofGroups) {
    warehouse.replaceWhere(
        Panel.definition(),
        rows(written, groups),
        "%s = %d OR %s OR (%s LIKE '%s%%' AND %s)"
            .formatted(
                Panel.BLOCK, Panel.HEAD, in(changed), Panel.KIND, Panel.GROUP, in(ofGroups)));
  }

  private static String in(SortedSet<Integer> numbers) {
    return numbers.isEmpty()
        ? "false"
        : numbers.stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", ", Panel.BLOCK + " IN (", ")"));
  }

  private static Column isGroup() {
    return col(Panel.KIND).startsWith(Panel.GROUP);
  }

  /** All rows to write, the panel's own among them; a file a kind and block, more where large. */
  private Dataset<Row> rows(Dataset<Row> made, Dataset<Row> groups) {
    Dataset<Row> whole =
        warehouse.spark().createDataFrame(List.of(now.row()), Panel.definition().schema());
    return made.unionByName(groups)
        .unionByName(whole)
        .hint("rebalance", col(Panel.KIND), col(Panel.BLOCK));
  }

  private Dataset<Row> observations() {
    return facts.knownObservations(
        warehouse.read(Observations.definition(config.series().keys())), now.span().origin());
  }

  private Dataset<Row> covariates() {
    return facts.knownCovariates(warehouse.read(Covariates.definition()));
  }

  /** Whether a row's periods touch blocks. */
  private Column touches(SortedSet<Integer> wanted, String from, String to) {
    Column any = lit(false);
    for (int block : wanted) {
      any =
          any.or(col(from).leq(lit(blocks.last(block))).and(col(to).geq(lit(blocks.first(block)))));
    }
    return any;
  }

  /**
   * Blocks of series and scopes, and a row of attributes for each series that any fact is about.
   */
  private Dataset<Row> made(
      SortedSet<Integer> wanted,
      Dataset<Row> observations,
      Dataset<Row> covariates,
      Dataset<Row> entities) {
    SparkSession spark = warehouse.spark();
    Dataset<Row> laid =
        facts
            .observations(observations)
            .unionByName(
                facts.covariates(spark, covariates, now.span().origin(), now.span().last()))
            .select(ArrayAssembler.FACT.stream().map(c -> col(c)).toArray(Column[]::new))
            .repartition(partitions(), col(ArrayAssembler.ENTITY))
            .sortWithinPartitions(col(ArrayAssembler.ENTITY));
    int[] covariatesByKind =
        plan.scopes().stream().mapToInt(scope -> scope.covariates().size()).toArray();
    JavaRDD<InternalRow> arrays =
        laid.queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitions(
                new ArrayAssembler(
                    now.span(), blocks, wanted, covariatesByKind, config.demand().leadingZeros()));
    Column none = array().cast("array<string>");
    return BlockRows.dataset(spark, arrays, ArrayAssembler.MADE)
        .join(entities, ArrayAssembler.ENTITY)
        .drop(ArrayAssembler.ENTITY)
        .withColumn(
            Panel.ATTRIBUTES,
            org.apache
                .spark
                .sql
                .functions
                .when(col(Panel.BLOCK).equalTo(lit(Panel.HEAD)), col(Panel.ATTRIBUTES))
                .otherwise(none))
        .withColumn(Panel.PANEL_ID, lit(now.panelId()));
  }

  /** Blocks of groups, from all rows of series and scopes in a span. */
  private Dataset<Row> groups(Dataset<Row> all, PanelSpan span) {
    if (plan.layout().groups().isEmpty()) {
      return noGroups();
    }
    JavaRDD<PanelSeries> series = new PanelReader(config, plan).withoutGroups(all, span);
    return BlockRows.dataset(
        warehouse.spark(),
        new GroupAggregator(plan, span.first(), span.origin()).rows(series, blocks, now.panelId()),
        Panel.definition().schema());
  }

  private Dataset<Row> noGroups() {
    return warehouse.spark().createDataFrame(List.of(), Panel.definition().schema());
  }

  /** Blocks in which groups are not what is stored. */
  private static SortedSet<Integer> otherwise(Dataset<Row> stored, Dataset<Row> groups) {
    Dataset<Row> were =
        stored
            .where(isGroup())
            .select(
                col(Panel.KIND).as("_kind"),
                col(Panel.KEY).as("_key"),
                col(Panel.BLOCK).as("_block"),
                col(Panel.TARGET).as("_target"));
    SortedSet<Integer> found = new TreeSet<>();
    for (Row row :
        groups
            .join(
                were,
                col(Panel.KIND)
                    .equalTo(col("_kind"))
                    .and(col(Panel.KEY).equalTo(col("_key")))
                    .and(col(Panel.BLOCK).equalTo(col("_block"))),
                "full")
            .where(not(col(Panel.TARGET).eqNullSafe(col("_target"))))
            .select(coalesce(col(Panel.BLOCK), col("_block")))
            .distinct()
            .collectAsList()) {
      found.add(row.getInt(0));
    }
    return found;
  }

  /** Each series with the attributes that were loaded last. */
  private Dataset<Row> currentSeries() {
    TableDefinition table =
        SeriesTable.definition(
            config.series().keys(),
            plan.attributes().stream().filter(a -> !config.series().keys().contains(a)).toList());
    return warehouse
        .read(table)
        .where(col(SeriesTable.LOAD_SEQ).leq(lit(now.highWater())))
        .withColumn(
            "newest",
            row_number()
                .over(
                    Window.partitionBy(col(SeriesTable.SERIES_ID))
                        .orderBy(col(SeriesTable.LOAD_SEQ).desc())))
        .where(col("newest").equalTo(lit(1)))
        .drop("newest");
  }

  private static void requireDistinct(Dataset<Row> entities) {
    List<Row> doubled = entities.groupBy(col("entity")).count().where("count > 1").takeAsList(1);
    if (!doubled.isEmpty()) {
      throw ForecastException.data(
          "two series share one hash value; rename one of them. Its hash is "
              + doubled.get(0).getLong(0));
    }
  }

  private int partitions() {
    return warehouse.spark().sparkContext().defaultParallelism() * 2;
  }
}
