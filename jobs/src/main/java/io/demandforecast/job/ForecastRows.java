package io.demandforecast.job;

import io.demandforecast.learn.Scorer;
import io.demandforecast.series.Frequency;
import io.demandforecast.series.SeriesHistory;
import java.io.Serializable;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Rows of the forecast tables.
 *
 * @param keys how many of the series' attributes are its key
 */
record ForecastRows(Frequency frequency, int origin, String runId, String modelVersion, int keys)
    implements Serializable {

  /**
   * Rows of one series.
   *
   * @param periods for the forecasts table
   * @param totals for that of totals
   */
  record OfSeries(List<Row> periods, List<Row> totals) implements Serializable {}

  OfSeries of(SeriesHistory series, Scorer.Forecast forecast) {
    List<Row> periods = new ArrayList<>();
    for (Scorer.Point point : forecast.points()) {
      List<Object> values = names(series);
      values.add(date(point.lead()));
      if (frequency.unit() == Frequency.Unit.HOURLY) {
        values.add(Timestamp.from(frequency.start(origin + point.lead())));
      }
      values.add(point.lead());
      values.add(point.mean());
      values.addAll(point.quantiles());
      values.add(point.source());
      values.add(point.reason().isEmpty() ? null : point.reason());
      values.add(modelVersion);
      periods.add(RowFactory.create(values.toArray()));
    }
    List<Row> totals = new ArrayList<>();
    for (Scorer.Total total : forecast.totals()) {
      List<Object> values = names(series);
      values.add(total.periods());
      values.add(date(1));
      values.add(date(total.periods()));
      values.add(total.mean());
      values.addAll(total.quantiles());
      values.add(modelVersion);
      totals.add(RowFactory.create(values.toArray()));
    }
    return new OfSeries(periods, totals);
  }

  /** Run, series, its key and the origin. */
  private List<Object> names(SeriesHistory series) {
    List<Object> values = new ArrayList<>();
    values.add(runId);
    values.add(series.id());
    for (int key = 0; key < keys; key++) {
      values.add(series.attribute(key));
    }
    values.add(date(0));
    return values;
  }

  private Date date(int lead) {
    return Date.valueOf(frequency.date(origin + lead));
  }
}
