package io.demandforecast.job;

import io.demandforecast.learn.Scorer;
import io.demandforecast.panel.PanelSeries;
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
 * @param origin of the run
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

  /** Origin and leads are the series' own, target dates and lead times those of the run. */
  OfSeries of(PanelSeries one, Scorer.Forecast forecast) {
    SeriesHistory series = one.history();
    int own = origin - one.stalePeriods();
    List<Row> periods = new ArrayList<>();
    for (Scorer.Point point : forecast.points()) {
      List<Object> values = names(series, own);
      values.add(date(own + point.lead()));
      if (frequency.unit() == Frequency.Unit.HOURLY) {
        values.add(Timestamp.from(frequency.start(own + point.lead())));
      }
      values.add(point.lead());
      values.add(point.mean());
      values.addAll(point.quantiles());
      values.add(point.source());
      values.add(point.reason().isEmpty() ? null : point.reason());
      values.add(modelVersion);
      values.add(one.stalePeriods());
      periods.add(RowFactory.create(values.toArray()));
    }
    List<Row> totals = new ArrayList<>();
    for (Scorer.Total total : forecast.totals()) {
      List<Object> values = names(series, own);
      values.add(total.periods());
      values.add(date(origin + 1));
      values.add(date(origin + total.periods()));
      values.add(total.mean());
      values.addAll(total.quantiles());
      values.add(modelVersion);
      values.add(one.stalePeriods());
      totals.add(RowFactory.create(values.toArray()));
    }
    return new OfSeries(periods, totals);
  }

  /** Run, series, its key and the origin. */
  private List<Object> names(SeriesHistory series, int own) {
    List<Object> values = new ArrayList<>();
    values.add(runId);
    values.add(series.id());
    for (int key = 0; key < keys; key++) {
      values.add(series.attribute(key));
    }
    values.add(date(own));
    return values;
  }

  private Date date(int period) {
    return Date.valueOf(frequency.date(period));
  }
}
