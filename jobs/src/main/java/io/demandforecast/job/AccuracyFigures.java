package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.monitor.Figure;
import io.demandforecast.monitor.Metric;
import io.demandforecast.table.Accuracy;
import io.demandforecast.table.Publications;
import io.demandforecast.warehouse.Warehouse;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Accuracy of the configured channel over all series, for monitoring, as known on the newest day
 * that was evaluated. Of each bucket of leads, and of all, one run is told of: the newest whose
 * leads of that bucket are all over, so that figures of one night and the next compare; where there
 * is none yet, the oldest, of which most is known.
 */
final class AccuracyFigures {
  private static final String ALL = "all";
  private static final String INTERVAL = "interval_coverage";

  /** Columns of accuracy that are figures as they stand. */
  private static final Map<Metric, String> COLUMNS =
      new TreeMap<>(
          Map.of(
              Metric.WAPE, "wape",
              Metric.NAIVE_WAPE, "seasonal_naive_wape",
              Metric.VALUE_ADDED, "forecast_value_added",
              Metric.BIAS, "bias",
              Metric.COVERAGE, INTERVAL));

  private AccuracyFigures() {}

  static List<Figure> of(Warehouse warehouse, ForecastConfig config) {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        Figure.of(
            Metric.NOMINAL_COVERAGE, IntervalCoverage.nominal(config.uncertainty().quantiles())));
    Dataset<Row> accuracy = warehouse.read(Accuracy.definition());
    Date asOf = accuracy.agg(max(col(Accuracy.AS_OF))).first().getDate(0);
    if (asOf == null) {
      return figures;
    }
    String channel = config.publication().channel();
    Map<String, Row> chosen = new TreeMap<>();
    for (Row row : scored(warehouse, accuracy, asOf, config)) {
      String leads = row.getAs(Accuracy.LEADS);
      Date over = Date.valueOf(lastOriginOver(config, asOf.toLocalDate(), leads));
      chosen.merge(leads, row, (one, other) -> better(over).compare(one, other) >= 0 ? one : other);
    }
    chosen.forEach(
        (leads, row) -> {
          figures.add(
              Figure.of(
                  Metric.ACCURACY_ORIGIN,
                  WarehouseFigures.day(origin(row).toLocalDate()),
                  channel,
                  leads));
          COLUMNS.forEach(
              (metric, column) -> {
                Double value = row.getAs(column);
                if (value != null) {
                  figures.add(Figure.of(metric, value, channel, leads));
                }
              });
        });
    return figures;
  }

  /** Runs of the channel, with the number of their newest publication in it. */
  private static List<Row> scored(
      Warehouse warehouse, Dataset<Row> accuracy, Date asOf, ForecastConfig config) {
    Dataset<Row> published =
        warehouse
            .read(Publications.definition())
            .where(col(Publications.CHANNEL).equalTo(lit(config.publication().channel())))
            .groupBy(col(Publications.RUN_ID))
            .agg(max(col(Publications.SEQ)).as(Publications.SEQ));
    return accuracy
        .where(
            col(Accuracy.AS_OF)
                .equalTo(lit(asOf))
                .and(col(Accuracy.SEGMENT).equalTo(lit(ALL)))
                .and(col(Accuracy.ROWS).gt(lit(0))))
        .join(published, Publications.RUN_ID)
        .withColumn(INTERVAL, IntervalCoverage.of(config.uncertainty().quantiles()))
        .collectAsList();
  }

  /** The newest origin from which on all leads of a bucket are over. */
  private static LocalDate lastOriginOver(ForecastConfig config, LocalDate asOf, String leads) {
    int lead =
        leads.equals(ALL)
            ? config.horizon()
            : Integer.parseInt(leads.substring(leads.indexOf('-') + 1));
    return config.frequency().date(config.frequency().lastCompletePeriod(asOf) - lead);
  }

  private static Comparator<Row> better(Date over) {
    return (one, other) -> {
      boolean first = !origin(one).after(over);
      boolean second = !origin(other).after(over);
      if (first != second) {
        return Boolean.compare(first, second);
      }
      int later = origin(one).compareTo(origin(other));
      int byOrigin = first ? later : -later;
      return byOrigin != 0
          ? byOrigin
          : Long.compare(one.<Long>getAs(Publications.SEQ), other.<Long>getAs(Publications.SEQ));
    };
  }

  private static Date origin(Row row) {
    return row.getAs(Accuracy.ORIGIN_DATE);
  }
}
