package io.demandforecast.panel;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.config.DemandPolicy.Gaps;
import io.demandforecast.config.ForecastConfig;
import io.demandforecast.series.PeriodValues;
import io.demandforecast.series.SeriesHistory;
import io.demandforecast.table.Panel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.storage.StorageLevel;

/**
 * Reads a panel's rows back as series, each joined with the covariates of its scopes and the
 * histories of its groups.
 */
public final class PanelReader implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int FIXED = 5;

  /** Bytes of files that are sent to every machine rather than shuffled. */
  private static final scala.math.BigInt SENT_AROUND = scala.math.BigInt.apply(32L << 20);

  private final Gaps gaps;
  private final PanelPlan plan;
  private final Availability availability;

  public PanelReader(ForecastConfig config, PanelPlan plan) {
    this.gaps = config.demand().gaps();
    this.plan = plan;
    this.availability = new Availability(config.availability(), plan.layout());
  }

  /** Whether groups are wanted: they are themselves made from series without them. */
  enum Groups {
    JOINED,
    LEFT_OUT
  }

  /** The series of a panel in no order, as many partitions as Spark finds good. */
  public JavaRDD<PanelSeries> series(Dataset<Row> panel) {
    return opened(panel).series(Groups.JOINED);
  }

  /** A panel whose files are known, and whose rows each pass makes from what is shuffled once. */
  Opened opened(Dataset<Row> panel) {
    PanelSpan span = PanelState.of(panel).span();
    Joined joined = joined(panel, span, Groups.JOINED, partitions(panel));
    return new Opened(this, span, rdd(joined.rows()), joined.inOrder());
  }

  /** {@link #opened} without groups, in order whatever the sides' size. */
  Opened inOrder(Dataset<Row> panel) {
    int partitions = partitions(panel);
    PanelSpan span = PanelState.of(panel).span();
    Joined joined = joined(panel, span, Groups.LEFT_OUT, partitions);
    return new Opened(this, span, rdd(joined.laid(partitions)), true);
  }

  /**
   * Rows of series, to be read several times.
   *
   * @param span periods of the panel
   * @param inOrder whether they lie as {@link #ordered} wants them
   */
  record Opened(PanelReader reader, PanelSpan span, JavaRDD<InternalRow> rows, boolean inOrder) {

    /** The series; where rows have groups, these can be left out. */
    JavaRDD<PanelSeries> series(Groups wanted) {
      return reader.convert(rows, span, wanted);
    }

    /** Of them those that are drawn; others are not converted. */
    JavaRDD<PanelSeries> sample(Groups wanted, double share, SeriesDraw draw) {
      JavaRDD<InternalRow> drawn =
          share >= 1 ? rows : rows.filter(row -> draw.of(row.getUTF8String(0).toString()) < share);
      return reader.convert(drawn, span, wanted);
    }
  }

  /**
   * The series of a panel in an order and partitions that depend on nothing but the panel, kept for
   * several passes.
   *
   * @param partitions number of partitions, whatever the cluster
   */
  public OrderedPanel ordered(Dataset<Row> panel, int partitions) {
    PanelSpan span = PanelState.of(panel).span();
    Dataset<Row> kept =
        joined(panel, span, Groups.JOINED, partitions)
            .laid(partitions)
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new OrderedPanel(kept, convert(rdd(kept), span, Groups.JOINED));
  }

  /** Series without the histories of groups, of rows that are not stored yet. */
  JavaRDD<PanelSeries> withoutGroups(Dataset<Row> panel, PanelSpan span) {
    Dataset<Row> rows = joined(panel, span, Groups.LEFT_OUT, partitions(panel)).rows();
    return convert(rdd(rows), span, Groups.LEFT_OUT);
  }

  private static int partitions(Dataset<Row> panel) {
    return panel.sparkSession().sparkContext().defaultParallelism() * 2;
  }

  /**
   * Series with their scopes and groups.
   *
   * @param inOrder whether the rows still lie as {@link #ordered} wants them
   */
  private record Joined(Dataset<Row> rows, boolean inOrder) {

    /**
     * With a side table, which is sent to all rows where it is small: they stay where they are
     * then.
     */
    Joined with(Side side, Column key) {
      Dataset<Row> table = side.small() ? broadcast(side.rows()) : side.rows();
      return new Joined(
          rows.join(table, key.equalTo(col(side.key())), "left").drop(side.key()),
          inOrder && side.small());
    }

    /** In the partitions and the order that the panel alone decides. */
    Dataset<Row> laid(int partitions) {
      return inOrder
          ? rows
          : rows.repartition(partitions, col(Panel.KEY)).sortWithinPartitions(col(Panel.KEY));
    }
  }

  /**
   * What is known of several series at once.
   *
   * @param key column that series are joined by
   * @param small whether it may be sent to every machine
   */
  private record Side(Dataset<Row> rows, String key, boolean small) {}

  private Joined joined(Dataset<Row> panel, PanelSpan span, Groups groups, int partitions) {
    Joined joined = new Joined(series(panel, span, partitions), true);
    for (int i = 1; i < plan.scopes().size(); i++) {
      PanelPlan.Scope scope = plan.scopes().get(i);
      boolean small = isSmall(of(panel, Panel.SCOPE + scope.name()));
      Dataset<Row> rows =
          scope(panel, span, scope, small ? 1 : partitions)
              .select(
                  col(Panel.KEY).as("scope_key_" + i),
                  col(Panel.FIRST_PERIOD).as("scope_first_" + i),
                  col(Panel.COVARIATES).as("scope_covariates_" + i));
      joined = joined.with(new Side(rows, "scope_key_" + i, small), keyOf(scope.columns()));
    }
    if (groups == Groups.JOINED) {
      for (int i = 0; i < plan.layout().groups().size(); i++) {
        String group = plan.layout().groups().get(i);
        boolean small = isSmall(of(panel, Panel.GROUP + group));
        Dataset<Row> rows =
            group(panel, span, group, small ? 1 : partitions)
                .select(
                    col(Panel.KEY).as("group_key_" + i),
                    col(Panel.FIRST_PERIOD).as("group_first_" + i),
                    col(Panel.TARGET).as("group_target_" + i));
        joined =
            joined.with(new Side(rows, "group_key_" + i, small), keyOf(plan.groupColumns().get(i)));
      }
    }
    return joined;
  }

  /** Series, whole: {@link BlockJoiner#WHOLE}. */
  Dataset<Row> series(Dataset<Row> panel, PanelSpan span, int partitions) {
    int covariates = plan.scopes().get(0).covariates().size();
    return whole(
        of(panel, Panel.SERIES), joiner(span, BlockJoiner.Kind.SERIES, covariates), partitions);
  }

  /** Covariates of a scope, whole. */
  Dataset<Row> scope(Dataset<Row> panel, PanelSpan span, PanelPlan.Scope scope, int partitions) {
    return whole(
        of(panel, Panel.SCOPE + scope.name()),
        joiner(span, BlockJoiner.Kind.SCOPE, scope.covariates().size()),
        partitions);
  }

  /** Histories of a group's, whole. */
  Dataset<Row> group(Dataset<Row> panel, PanelSpan span, String group, int partitions) {
    return whole(
        of(panel, Panel.GROUP + group), joiner(span, BlockJoiner.Kind.GROUP, 0), partitions);
  }

  private BlockJoiner joiner(PanelSpan span, BlockJoiner.Kind kind, int covariates) {
    return new BlockJoiner(span, kind, covariates, gaps, feed(span));
  }

  /** Position of the attribute that names the feed of a series; -1 where none is late. */
  private int feed(PanelSpan span) {
    return plan.attributes().indexOf(span.late().column());
  }

  /** Blocks put together, each key's in one row, sorted by key within partitions. */
  private static Dataset<Row> whole(Dataset<Row> blocks, BlockJoiner joiner, int partitions) {
    Dataset<Row> chosen =
        blocks.select(Arrays.stream(BlockJoiner.BLOCK).map(c -> col(c)).toArray(Column[]::new));
    // One partition needs no shuffle.
    Dataset<Row> laid =
        (partitions == 1 ? chosen.coalesce(1) : chosen.repartition(partitions, col(Panel.KEY)))
            .sortWithinPartitions(col(Panel.KEY));
    return BlockRows.dataset(
        blocks.sparkSession(), rdd(laid).mapPartitions(joiner), BlockJoiner.WHOLE);
  }

  /** By the size of the files, which are compressed. */
  private static boolean isSmall(Dataset<Row> blocks) {
    return blocks.queryExecution().optimizedPlan().stats().sizeInBytes().$less$eq(SENT_AROUND);
  }

  private static Dataset<Row> of(Dataset<Row> panel, String kind) {
    return panel.where(col(Panel.KIND).equalTo(lit(kind)));
  }

  private Column keyOf(List<String> columns) {
    return KeyText.of(
        columns.stream()
            .map(name -> col(Panel.ATTRIBUTES).getItem(plan.attributes().indexOf(name)))
            .toList());
  }

  /** Arrays are taken from Spark's own rows: the public ones would box every number. */
  private static JavaRDD<InternalRow> rdd(Dataset<Row> rows) {
    return rows.queryExecution().toRdd().toJavaRDD();
  }

  private JavaRDD<PanelSeries> convert(JavaRDD<InternalRow> joined, PanelSpan span, Groups groups) {
    int joinedGroups = groups == Groups.JOINED ? plan.layout().groups().size() : 0;
    return joined.map(row -> series(row, span, joinedGroups));
  }

  private PanelSeries series(InternalRow row, PanelSpan span, int joinedGroups) {
    String id = row.getUTF8String(0).toString();
    int first = row.getInt(1);
    double[] target = row.getArray(2).toDoubleArray();
    PeriodValues[] covariates = new PeriodValues[plan.layout().covariates().size()];
    Arrays.fill(covariates, new PeriodValues(first, new float[0]));
    place(plan.scopes().get(0), first, row.getArray(3), covariates);
    int column = FIXED;
    for (int i = 1; i < plan.scopes().size(); i++, column += 2) {
      if (!row.isNullAt(column)) {
        place(plan.scopes().get(i), row.getInt(column), row.getArray(column + 1), covariates);
      }
    }
    List<SeriesHistory> groups = new ArrayList<>();
    for (int i = 0; i < joinedGroups; i++, column += 2) {
      groups.add(
          row.isNullAt(column)
              ? null
              : SeriesHistory.of(
                  plan.layout().groups().get(i),
                  row.getInt(column),
                  row.getArray(column + 1).toDoubleArray()));
    }
    if (!availability.always()) {
      for (int i = 0; i < target.length; i++) {
        if (!availability.sells(covariates, first + i)) {
          target[i] = Double.NaN;
        }
      }
    }
    String[] attributes = attributes(row.getArray(4));
    int feed = feed(span);
    int stale =
        feed < 0 ? 0 : span.origin() - span.late().lastKnown(attributes[feed], span.origin());
    return new PanelSeries(
        new SeriesHistory(id, first, target, covariates, attributes, groups),
        covariates,
        availability,
        stale);
  }

  private static void place(
      PanelPlan.Scope scope, int first, ArrayData arrays, PeriodValues[] covariates) {
    for (int i = 0; i < scope.covariates().size(); i++) {
      covariates[scope.covariates().get(i)] =
          new PeriodValues(first, arrays.getArray(i).toFloatArray());
    }
  }

  private static String[] attributes(ArrayData array) {
    String[] attributes = new String[array.numElements()];
    for (int i = 0; i < attributes.length; i++) {
      attributes[i] = array.isNullAt(i) ? null : array.getUTF8String(i).toString();
    }
    return attributes;
  }
}
