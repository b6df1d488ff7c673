package io.demandforecast.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import io.demandforecast.panel.OpenedPanel;
import io.demandforecast.table.Forecasts;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** Forecasts of runs by series, to be laid beside the panel with {@link ForecastPairs}. */
public final class RunForecasts {
  /** Columns of a point before its numbers: run, lead, and by how much the series was late. */
  private static final int POINT = 3;

  private RunForecasts() {}

  /**
   * In the partitions and the order that {@link OpenedPanel#withoutGroups} has series in.
   *
   * @param forecasts rows of the table
   * @param levels of the quantiles
   * @param partitions of the panel
   */
  public static JavaRDD<Tuple2<String, List<RunForecast>>> of(
      Dataset<Row> forecasts, List<Double> levels, int partitions) {
    List<Column> columns = new ArrayList<>();
    columns.add(col(Forecasts.RUN_ID));
    columns.add(col(Forecasts.LEAD));
    columns.add(coalesce(col(Forecasts.STALE_PERIODS), lit(0)));
    columns.add(col(Forecasts.MEAN));
    levels.forEach(level -> columns.add(col(Forecasts.quantileColumn(level))));
    int numbers = columns.size() - POINT;
    return forecasts
        .groupBy(col(Forecasts.SERIES_ID))
        .agg(sort_array(collect_list(struct(columns.toArray(Column[]::new)))).as("points"))
        .repartition(partitions, col(Forecasts.SERIES_ID))
        .sortWithinPartitions(col(Forecasts.SERIES_ID))
        .toJavaRDD()
        .map(row -> new Tuple2<>(row.getString(0), runs(row.getList(1), numbers)));
  }

  /** Points of a series, in the order of run and lead, by run. */
  private static List<RunForecast> runs(List<Row> points, int numbers) {
    List<RunForecast> runs = new ArrayList<>();
    for (Row point : points) {
      String runId = point.getString(0);
      if (runs.isEmpty() || !runs.get(runs.size() - 1).runId().equals(runId)) {
        runs.add(new RunForecast(runId, point.getInt(2), new ArrayList<>()));
      }
      double[] values = new double[1 + numbers];
      values[0] = point.getInt(1);
      for (int i = 0; i < numbers; i++) {
        // A level that was added after the run was made.
        values[1 + i] = point.isNullAt(POINT + i) ? Double.NaN : point.getDouble(POINT + i);
      }
      runs.get(runs.size() - 1).points().add(values);
    }
    return runs;
  }
}
