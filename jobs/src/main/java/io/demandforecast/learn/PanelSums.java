package io.demandforecast.learn;

import io.demandforecast.panel.PanelSeries;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;

/**
 * Sums over a panel, of each partition on its own and then over partitions in their order: the same
 * to the bit on any cluster.
 */
final class PanelSums {
  private PanelSums() {}

  /**
   * Sums of a grid of things.
   *
   * @param ofPartition sums of a partition's series
   * @param total sums of nothing, of the same shape; the rest is added to them
   * @param merge adds the second to the first
   * @return the total
   */
  static <T> T[][] of(
      JavaRDD<PanelSeries> ordered,
      Function<Iterator<PanelSeries>, T[][]> ofPartition,
      T[][] total,
      BiConsumer<T, T> merge) {
    List<T[][]> partitions =
        ordered
            .mapPartitions(series -> Collections.singletonList(ofPartition.call(series)).iterator())
            .collect();
    for (T[][] partition : partitions) {
      for (int row = 0; row < total.length; row++) {
        for (int column = 0; column < total[row].length; column++) {
          merge.accept(total[row][column], partition[row][column]);
        }
      }
    }
    return total;
  }
}
