package io.demandforecast.job;

import io.demandforecast.learn.TrainingPlan;
import io.demandforecast.table.Models;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * How a model did at the rolling origins of its training, against the seasonal naive at the same
 * ones: what can be compared between models that were trained on different days.
 *
 * @param wape mean over origins; NaN where it was not judged
 * @param valueAdded 1 less its WAPE over that of the seasonal naive, mean over origins
 * @param spread standard error of that over origins; NaN with fewer than two
 */
record OutOfFold(double wape, double valueAdded, double spread) {

  static OutOfFold of(Row model) {
    String champion = model.getAs(Models.CHAMPION);
    Map<Object, Double> ofModel = new LinkedHashMap<>();
    Map<Object, Double> ofNaive = new LinkedHashMap<>();
    for (Row entry : model.<Row>getList(model.fieldIndex(Models.CROSS_VALIDATION))) {
      double wape = entry.<Double>getAs("wape");
      if (entry.getAs("candidate").equals(champion)) {
        ofModel.put(entry.getAs("origin"), wape);
      }
      if (entry.getAs("candidate").equals(TrainingPlan.YARDSTICK)) {
        ofNaive.put(entry.getAs("origin"), wape);
      }
    }
    List<Double> added = new ArrayList<>();
    double sum = 0;
    for (Map.Entry<Object, Double> one : ofModel.entrySet()) {
      double naive = ofNaive.getOrDefault(one.getKey(), Double.NaN);
      if (naive > 0 && Double.isFinite(one.getValue())) {
        added.add(1 - one.getValue() / naive);
        sum += one.getValue();
      }
    }
    int origins = added.size();
    double mean = added.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    double squares = added.stream().mapToDouble(one -> (one - mean) * (one - mean)).sum();
    return new OutOfFold(
        origins == 0 ? Double.NaN : sum / origins,
        mean,
        origins < 2 ? Double.NaN : Math.sqrt(squares / (origins - 1) / origins));
  }

  boolean isJudged() {
    return !Double.isNaN(valueAdded);
  }
}
