package io.demandforecast.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import io.demandforecast.table.Accuracy;
import io.demandforecast.table.Forecasts;
import java.util.List;
import org.apache.spark.sql.Column;

/** How many actuals the outermost quantiles take in, as rows of accuracy say. */
final class IntervalCoverage {
  private IntervalCoverage() {}

  /** Share of the actuals between the outermost levels, ends included. */
  static Column of(List<Double> levels) {
    String low = Forecasts.quantileColumn(levels.get(0));
    String high = Forecasts.quantileColumn(levels.get(levels.size() - 1));
    return col(Accuracy.COVERAGE)
        .getItem(high)
        .minus(
            coalesce(
                col(Accuracy.COVERAGE_BELOW).getItem(low), col(Accuracy.COVERAGE).getItem(low)));
  }

  /** The share that it should be. */
  static double nominal(List<Double> levels) {
    return levels.get(levels.size() - 1) - levels.get(0);
  }
}
