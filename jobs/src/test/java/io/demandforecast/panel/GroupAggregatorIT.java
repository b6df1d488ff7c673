package io.demandforecast.panel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.series.Frequency;
import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.PeriodBlocks;
import io.demandforecast.series.SeriesHistory;
import io.demandforecast.testing.SparkTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.Test;

class GroupAggregatorIT extends SparkTest {
  private static final double NAN = Double.NaN;
  private static final PanelPlan PLAN =
      new PanelPlan(
          new PanelLayout(
              Frequency.daily(), 7, List.of(), List.of("shop", "item"), List.of("item", "all")),
          List.of("shop", "item"),
          List.of(),
          List.of(List.of("item"), List.of()));

  @Test
  void aGroupIsTheMeanOfItsMembersThatCouldSell() {
    Map<String, double[]> groups =
        groups(
            1,
            new Member("a", "x", 10, 1, 2, NAN, 4),
            new Member("b", "x", 11, 5, 0.5, 6),
            new Member("c", "y|\\", 13, 7));
    assertArrayEquals(new double[] {1, 3.5, 0.5, 5}, groups.get("group:item x"));
    assertArrayEquals(new double[] {NAN, NAN, NAN, 7}, groups.get("group:item y\\|\\\\"));
    assertArrayEquals(new double[] {1, 3.5, 0.5, 17.0 / 3}, groups.get("group:all "));
    assertEquals(3, groups.size());
  }

  @Test
  void groupsAreTheSameToTheBitWhateverThePartitions() {
    Random random = new Random(5);
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      members.add(
          new Member("s" + i, "i" + i % 3, 10, random.doubles(4).map(x -> 1e4 * x).toArray()));
    }
    Map<String, double[]> expected = groups(1, members.toArray(Member[]::new));
    for (int partitions : new int[] {2, 7, 13}) {
      Map<String, double[]> actual = groups(partitions, members.toArray(Member[]::new));
      assertEquals(expected.keySet(), actual.keySet());
      expected.forEach((group, means) -> assertArrayEquals(means, actual.get(group), group));
    }
  }

  /** Means by kind and key. */
  private Map<String, double[]> groups(int partitions, Member... members) {
    JavaRDD<PanelSeries> series =
        JavaSparkContext.fromSparkContext(spark().sparkContext())
            .parallelize(List.of(members), partitions)
            .map(Member::series);
    Map<String, double[]> groups = new HashMap<>();
    PeriodBlocks blocks = new PeriodBlocks(3);
    for (InternalRow row : new GroupAggregator(PLAN, 10, 13).rows(series, blocks, "p").collect()) {
      assertEquals("p", row.getUTF8String(0).toString());
      assertEquals(blocks.first(row.getInt(3)), row.getInt(4));
      double[] whole =
          groups.computeIfAbsent(
              row.getUTF8String(1) + " " + row.getUTF8String(2),
              key -> new double[] {NAN, NAN, NAN, NAN});
      double[] block = row.getArray(5).toDoubleArray();
      for (int i = 0; i < block.length; i++) {
        int slot = row.getInt(4) + i - 10;
        if (slot >= 0 && slot < whole.length) {
          whole[slot] = block[i];
        } else {
          assertEquals(NAN, block[i]);
        }
      }
    }
    return groups;
  }

  /** A member of the groups. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Member(String shop, String item, int first, double... target)
      implements java.io.Serializable {
    PanelSeries series() {
      SeriesHistory history =
          new SeriesHistory(
              shop + item, first, target, new float[0][], new String[] {shop, item}, List.of());
      return new PanelSeries(history, null, null);
    }
  }
}
