package io.demandforecast.learn;

import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trains in one task of Spark: the rows of all partitions come together there as plain arrays, a
 * quarter of what vectors of doubles in rows take, and nothing is said over the network.
 */
final class XgboostTask {
  private XgboostTask() {}

  /**
   * @param threads that grow a tree: part of what the model depends on
   * @return the model as XGBoost's JSON
   */
  static byte[] train(Dataset<Row> rows, Map<String, Object> options, int rounds, int threads) {
    Map<String, Object> all = new LinkedHashMap<>(options);
    all.put("nthread", threads);
    JavaRDD<XgboostBlock> blocks =
        rows.queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitionsWithIndex(XgboostBlock::of, true)
            .coalesce(1);
    return blocks
        .mapPartitions(
            arrived ->
                List.of(train(XgboostBlock.joined(inOrder(arrived)), all, rounds)).iterator())
        .first();
  }

  /** Coalesced partitions arrive in any order. */
  private static List<XgboostBlock> inOrder(Iterator<XgboostBlock> arrived) {
    List<XgboostBlock> blocks = new java.util.ArrayList<>();
    arrived.forEachRemaining(blocks::add);
    blocks.sort(Comparator.comparingInt(XgboostBlock::partition));
    return blocks;
  }

  private static byte[] train(XgboostBlock block, Map<String, Object> options, int rounds) {
    try {
      DMatrix data = block.matrix();
      try {
        Booster booster = XGBoost.train(data, options, rounds, Map.of(), null, null);
        try {
          return booster.toByteArray("json");
        } finally {
          booster.dispose();
        }
      } finally {
        data.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost could not train: " + e.getMessage(), e);
    }
  }
}
