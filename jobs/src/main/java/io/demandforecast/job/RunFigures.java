package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.table.ForecastTotals;
import io.demandforecast.table.Forecasts;
import io.demandforecast.warehouse.ExactSum;
import io.demandforecast.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * What the forecast tables hold of a run.
 *
 * @param rows forecasts of periods
 * @param distinct different pairs of series and lead among them
 * @param series series forecast
 * @param totals forecasts of totals
 * @param nulls forecasts of either kind with a null or NaN
 * @param negatives those with a number below zero
 * @param crossings those with quantiles that cross
 * @param fallbacks forecasts of periods that a fallback made
 * @param total sum of the means of periods
 */
record RunFigures(
    long rows,
    long distinct,
    long series,
    long totals,
    long nulls,
    long negatives,
    long crossings,
    long fallbacks,
    double total) {

  static RunFigures of(Warehouse warehouse, ForecastConfig config, String runId) {
    Faults faults = Faults.of(config.uncertainty().quantiles());
    Row totals =
        warehouse
            .read(PredictJob.totals(config))
            .where(col(ForecastTotals.RUN_ID).equalTo(lit(runId)))
            .agg(
                count(when(faults.nulls(), 1)),
                count(when(faults.negatives(), 1)),
                count(when(faults.crossings(), 1)),
                count(lit(1)))
            .first();
    Row row =
        warehouse
            .read(PredictJob.table(config))
            .where(col(Forecasts.RUN_ID).equalTo(lit(runId)))
            .agg(
                count(lit(1)),
                countDistinct(col(Forecasts.SERIES_ID), col(Forecasts.LEAD)),
                countDistinct(col(Forecasts.SERIES_ID)),
                count(when(faults.nulls(), 1)),
                count(when(faults.negatives(), 1)),
                count(when(faults.crossings(), 1)),
                count(when(col(Forecasts.REASON).isNotNull(), 1)),
                ExactSum.of(col(Forecasts.MEAN)).cast("double"))
            .first();
    return new RunFigures(
        row.getLong(0),
        row.getLong(1),
        row.getLong(2),
        totals.getLong(3),
        row.getLong(3) + totals.getLong(0),
        row.getLong(4) + totals.getLong(1),
        row.getLong(5) + totals.getLong(2),
        row.getLong(6),
        row.isNullAt(7) ? 0 : row.getDouble(7));
  }

  double fallbackShare() {
    return rows == 0 ? 0 : (double) fallbacks / rows;
  }

  double crossingShare() {
    return rows + totals == 0 ? 0 : (double) crossings / (rows + totals);
  }

  /** What must not be found in a row of a forecast table, whether of periods or of totals. */
  private record Faults(Column nulls, Column negatives, Column crossings) {

    static Faults of(List<Double> levels) {
      List<Column> numbers = new ArrayList<>();
      levels.forEach(level -> numbers.add(col(Forecasts.quantileColumn(level))));
      Column crossings = lit(false);
      for (int i = 1; i < numbers.size(); i++) {
        crossings = crossings.or(numbers.get(i).lt(numbers.get(i - 1)));
      }
      numbers.add(col(Forecasts.MEAN));
      Column nulls = lit(false);
      Column negatives = lit(false);
      for (Column number : numbers) {
        nulls = nulls.or(number.isNull()).or(number.isNaN());
        negatives = negatives.or(number.lt(lit(0)));
      }
      return new Faults(nulls, negatives, crossings);
    }
  }
}
