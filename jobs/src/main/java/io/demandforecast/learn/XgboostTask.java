package io.demandforecast.learn;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import scala.Tuple2;

/**
 * Trains in one task of Spark: the rows of all partitions come together there as plain arrays, a
 * quarter of what vectors of doubles in rows take, and nothing is said over the network. Models of
 * the same rows share them, and their histograms' bins.
 */
final class XgboostTask {
  private XgboostTask() {}

  /**
   * A model to train.
   *
   * @param label position of its label
   * @param options XGBoost's
   * @param rounds trees
   */
  record Model(int label, Map<String, Object> options, int rounds) implements Serializable {}

  /**
   * @return the models as XGBoost's JSON
   */
  static List<byte[]> train(FitRows rows, List<Model> models) {
    int[] counts = rows.counts();
    return rows.blocks()
        .mapPartitionsWithIndex(XgboostTask::numbered, true)
        .coalesce(1)
        .mapPartitions(arrived -> train(arrived, counts, models).iterator())
        .collect();
  }

  private static Iterator<Tuple2<Integer, FitBlock>> numbered(
      int partition, Iterator<FitBlock> blocks) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return blocks.hasNext();
      }

      @Override
      public Tuple2<Integer, FitBlock> next() {
        return new Tuple2<>(partition, blocks.next());
      }
    };
  }

  private static List<byte[]> train(
      Iterator<Tuple2<Integer, FitBlock>> arrived, int[] counts, List<Model> models) {
    XgboostRows rows = XgboostRows.of(arrived, counts);
    try {
      DMatrix matrix = rows.matrix();
      try {
        List<byte[]> trained = new ArrayList<>();
        for (Model model : models) {
          matrix.setLabel(rows.label(model.label()));
          trained.add(train(matrix, model, counts.length));
        }
        return trained;
      } finally {
        matrix.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost could not train: " + e.getMessage(), e);
    }
  }

  /**
   * @param threads that grow a tree: part of what the model depends on
   */
  private static byte[] train(DMatrix matrix, Model model, int threads) throws XGBoostError {
    Map<String, Object> options = new LinkedHashMap<>(model.options());
    options.put("nthread", threads);
    Booster booster = XGBoost.train(matrix, options, model.rounds(), Map.of(), null, null);
    try {
      return booster.toByteArray("json");
    } finally {
      booster.dispose();
    }
  }
}
