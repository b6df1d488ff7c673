package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.series.Frequency;
import io.demandforecast.table.Accuracy;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.Publications;
import io.demandforecast.warehouse.ExactSum;
import io.demandforecast.warehouse.Warehouse;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * What a run is compared with: the last publication of its channel, and how well the channel's
 * forecasts covered what happened since.
 *
 * @param last the run published last of a day no later; empty where there is none
 * @param dates target dates that it shares with the run; 0: nothing can be compared
 * @param ratio mean forecast of the run against that of the last, over those dates; 1 where the
 *     last one's is zero
 * @param covered forecasts with an actual that coverage was counted over
 * @param coverage share of the actuals that lie between the outermost quantiles, ends included; NaN
 *     without one
 */
record PublishedBefore(
    Optional<String> last, int dates, double ratio, long covered, double coverage) {

  static PublishedBefore of(
      Warehouse warehouse, ForecastConfig config, AssembleJob.Result panel, Run run) {
    List<Row> published =
        warehouse
            .read(Publications.definition())
            .where(
                col(Publications.CHANNEL)
                    .equalTo(lit(run.channel()))
                    .and(col(Publications.AS_OF).leq(lit(Date.valueOf(panel.asOf()))))
                    .and(col(Publications.RUN_ID).notEqual(lit(run.runId()))))
            .orderBy(col(Publications.SEQ).desc())
            .collectAsList();
    Optional<String> last = published.stream().findFirst().map(ChannelHistory::run);
    Comparison compared =
        last.map(id -> compare(warehouse, config, run.runId(), id)).orElse(new Comparison(0, 1));
    Coverage coverage =
        coverage(warehouse, config, panel, published.stream().map(ChannelHistory::run).toArray());
    return new PublishedBefore(
        last, compared.dates(), compared.ratio(), coverage.rows(), coverage.share());
  }

  /** A run that is to be published in a channel. */
  record Run(String runId, String channel) {}

  private record Comparison(int dates, double ratio) {}

  private record Coverage(long rows, double share) {}

  /** Sums by date are few: no join of forecasts is needed. */
  private static Comparison compare(
      Warehouse warehouse, ForecastConfig config, String run, String last) {
    Column target =
        config.frequency().unit() == Frequency.Unit.HOURLY
            ? col(Forecasts.TARGET_TIME)
            : col(Forecasts.TARGET_DATE);
    Map<Object, double[]> ofLast = new TreeMap<>();
    Map<Object, double[]> ofRun = new TreeMap<>();
    for (Row row :
        warehouse
            .read(PredictJob.table(config))
            .where(col(Forecasts.RUN_ID).isin(run, last))
            .groupBy(col(Forecasts.RUN_ID), target)
            .agg(ExactSum.of(col(Forecasts.MEAN)).cast("double"), count(lit(1)))
            .collectAsList()) {
      (row.getString(0).equals(run) ? ofRun : ofLast)
          .put(row.get(1), new double[] {row.getDouble(2), row.getLong(3)});
    }
    ofLast.keySet().retainAll(ofRun.keySet());
    ofRun.keySet().retainAll(ofLast.keySet());
    double before = mean(ofLast);
    return new Comparison(ofRun.size(), before == 0 ? 1 : mean(ofRun) / before);
  }

  private static double mean(Map<Object, double[]> sums) {
    double sum = 0;
    double rows = 0;
    for (double[] one : sums.values()) {
      sum += one[0];
      rows += one[1];
    }
    return rows == 0 ? 0 : sum / rows;
  }

  /**
   * Of the runs made within two horizons, as they were scored last: a run's own quantiles come from
   * the window before the origin, so that this is the last one that says anything new of them.
   */
  private static Coverage coverage(
      Warehouse warehouse, ForecastConfig config, AssembleJob.Result panel, Object[] runs) {
    List<Double> levels = config.uncertainty().quantiles();
    LocalDate from = config.frequency().date(panel.origin() - 2 * config.horizon());
    Column scored =
        col(Accuracy.RUN_ID)
            .isin(runs)
            .and(col(Accuracy.SEGMENT).equalTo(lit("all")))
            .and(col(Accuracy.LEADS).equalTo(lit("all")))
            .and(col(Accuracy.AS_OF).leq(lit(Date.valueOf(panel.asOf()))))
            .and(col(Accuracy.ORIGIN_DATE).geq(lit(Date.valueOf(from))));
    Map<String, Row> newest = new TreeMap<>();
    for (Row row :
        warehouse
            .read(Accuracy.definition())
            .where(scored)
            .select(
                col(Accuracy.RUN_ID),
                col(Accuracy.AS_OF),
                col(Accuracy.ROWS),
                IntervalCoverage.of(levels))
            .where(col(Accuracy.ROWS).gt(lit(0)))
            .collectAsList()) {
      if (!row.isNullAt(3)) {
        newest.merge(row.getString(0), row, (a, b) -> a.getDate(1).before(b.getDate(1)) ? b : a);
      }
    }
    long rows = newest.values().stream().mapToLong(row -> row.getLong(2)).sum();
    double within =
        newest.values().stream().mapToDouble(row -> row.getLong(2) * row.getDouble(3)).sum();
    return new Coverage(rows, rows == 0 ? Double.NaN : within / rows);
  }
}
