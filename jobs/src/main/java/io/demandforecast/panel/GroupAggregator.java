package io.demandforecast.panel;

import io.demandforecast.series.PeriodBlocks;
import io.demandforecast.series.SeriesHistory;
import io.demandforecast.table.Panel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Tuple2;

/**
 * The history of a group: the mean over its members that could sell in a period. Aggregated once
 * for all members.
 *
 * <p>Quantities are summed as whole numbers of 1/1024 units, so that the sum does not depend on the
 * order in which partitions arrive.
 */
final class GroupAggregator implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double UNITS = 1024;

  /** Groups held in memory by one task before their sums are handed on. */
  private static final int HELD = 4096;

  private final PanelPlan plan;
  private final int first;
  private final int origin;

  GroupAggregator(PanelPlan plan, int first, int origin) {
    this.plan = plan;
    this.first = first;
    this.origin = origin;
  }

  /** Sums and counts by period. */
  private static final class Sums implements Serializable {
    private static final long serialVersionUID = 1L;
    private final long[] sum;
    private final int[] count;

    Sums(int length) {
      sum = new long[length];
      count = new int[length];
    }

    void add(SeriesHistory member, int first) {
      int start = Math.max(member.firstPeriod(), first);
      for (int period = start; period <= member.lastPeriod(); period++) {
        double quantity = member.actual(period);
        if (!Double.isNaN(quantity)) {
          sum[period - first] += Math.round(quantity * UNITS);
          count[period - first]++;
        }
      }
    }

    Sums plus(Sums other) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += other.sum[i];
        count[i] += other.count[i];
      }
      return this;
    }

    double[] means() {
      double[] means = new double[sum.length];
      for (int i = 0; i < means.length; i++) {
        means[i] = count[i] == 0 ? Double.NaN : sum[i] / UNITS / count[i];
      }
      return means;
    }
  }

  /** Rows of the panel, one a group and block in which a member could sell. */
  JavaRDD<InternalRow> rows(JavaRDD<PanelSeries> series, PeriodBlocks blocks, String panelId) {
    return series
        .mapPartitionsToPair(this::partial)
        .reduceByKey(Sums::plus)
        .flatMap(group -> rows(group._1(), group._2().means(), blocks, panelId).iterator());
  }

  private List<InternalRow> rows(
      Tuple2<String, String> group, double[] means, PeriodBlocks blocks, String panelId) {
    List<InternalRow> rows = new ArrayList<>();
    for (int block : blocks.between(first, origin)) {
      double[] values = new double[blocks.size()];
      boolean any = false;
      for (int i = 0; i < values.length; i++) {
        int slot = blocks.first(block) + i - first;
        values[i] = slot < 0 || slot >= means.length ? Double.NaN : means[slot];
        any |= !Double.isNaN(values[i]);
      }
      if (any) {
        rows.add(
            BlockRows.group(
                panelId, Panel.GROUP + group._1(), group._2(), block, blocks.first(block), values));
      }
    }
    return rows;
  }

  private Iterator<Tuple2<Tuple2<String, String>, Sums>> partial(Iterator<PanelSeries> series) {
    return new Iterator<>() {
      private Iterator<Tuple2<Tuple2<String, String>, Sums>> ready =
          List.<Tuple2<Tuple2<String, String>, Sums>>of().iterator();

      @Override
      public boolean hasNext() {
        while (!ready.hasNext() && series.hasNext()) {
          ready = drain();
        }
        return ready.hasNext();
      }

      @Override
      public Tuple2<Tuple2<String, String>, Sums> next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return ready.next();
      }

      private Iterator<Tuple2<Tuple2<String, String>, Sums>> drain() {
        Map<Tuple2<String, String>, Sums> held = new HashMap<>();
        while (series.hasNext() && held.size() < HELD) {
          SeriesHistory member = series.next().history();
          for (int i = 0; i < plan.layout().groups().size(); i++) {
            held.computeIfAbsent(
                    new Tuple2<>(plan.layout().groups().get(i), key(member, i)),
                    k -> new Sums(origin - first + 1))
                .add(member, first);
          }
        }
        List<Tuple2<Tuple2<String, String>, Sums>> sums = new ArrayList<>();
        held.forEach((key, sum) -> sums.add(new Tuple2<>(key, sum)));
        return sums.iterator();
      }
    };
  }

  /** The text {@link KeyText} makes of the same values. */
  private String key(SeriesHistory member, int group) {
    return String.join(
        "|",
        plan.groupColumns().get(group).stream()
            .map(column -> member.attribute(plan.attributes().indexOf(column)))
            .filter(value -> value != null)
            .map(value -> value.replace("\\", "\\\\").replace("|", "\\|"))
            .toList());
  }
}
