package io.demandforecast.job;

import io.demandforecast.forecast.Forecaster;
import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.metric.AccuracySums;
import io.demandforecast.metric.ForecastValueAdded;
import io.demandforecast.metric.Mase;
import io.demandforecast.metric.QuantileSums;
import io.demandforecast.metric.Rmsse;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.series.Frequency;
import io.demandforecast.series.SeriesView;
import io.demandforecast.table.Forecasts;
import java.io.Serializable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.Tuple2;

/**
 * Accuracy of runs by segment (all, each value of each hierarchy column) and bucket of leads.
 *
 * @param seasonalNaive forecast that value is added to
 * @param levels of the quantiles
 * @param buckets of leads
 * @param hierarchy names of the hierarchy columns
 * @param hierarchyPositions their positions among the attributes
 */
record AccuracyRows(
    Forecaster seasonalNaive,
    List<Double> levels,
    LeadBuckets buckets,
    List<String> hierarchy,
    List<Integer> hierarchyPositions,
    int horizon,
    int season)
    implements Serializable {

  private static final double MEDIAN = 0.5;

  /** What a row of the table is about. */
  private record Segment(String runId, String name, String value, String leads)
      implements Serializable {}

  /** Sums of a segment. */
  private static final class Sums implements Serializable {
    private static final long serialVersionUID = 1L;
    private final AccuracySums model = new AccuracySums();
    private final AccuracySums naive = new AccuracySums();
    private final AccuracySums median = new AccuracySums();
    private final List<QuantileSums> quantiles = new ArrayList<>();
    private double rmsse;
    private long rmsseSeries;
    private double mase;
    private double medianMase;
    private long maseSeries;

    Sums(List<Double> levels) {
      levels.forEach(level -> quantiles.add(new QuantileSums(level)));
    }

    Sums plus(Sums other) {
      model.merge(other.model);
      naive.merge(other.naive);
      median.merge(other.median);
      for (int i = 0; i < quantiles.size(); i++) {
        quantiles.get(i).merge(other.quantiles.get(i));
      }
      rmsse += other.rmsse;
      rmsseSeries += other.rmsseSeries;
      mase += other.mase;
      medianMase += other.medianMase;
      maseSeries += other.maseSeries;
      return this;
    }
  }

  /**
   * Rows of the accuracy table.
   *
   * @param pairs each series with its forecasts by run
   * @param origins of the runs
   */
  List<Row> of(
      JavaRDD<Tuple2<PanelSeries, List<RunForecast>>> pairs,
      Map<String, Integer> origins,
      LocalDate asOf,
      Frequency frequency) {
    return pairs
        .flatMapToPair(
            pair ->
                pair._2().stream()
                    .flatMap(run -> sums(pair._1(), run, origins.get(run.runId())).stream())
                    .iterator())
        .reduceByKey(Sums::plus)
        .filter(entry -> entry._2().model.count() > 0)
        .map(
            entry ->
                row(entry._1(), entry._2(), asOf, frequency.date(origins.get(entry._1().runId()))))
        .collect();
  }

  private List<Tuple2<Segment, Sums>> sums(PanelSeries series, RunForecast run, int origin) {
    if (series.history().firstPeriod() > origin) {
      return List.of();
    }
    SeriesView known = series.history().until(origin);
    double[] naive = seasonalNaive.forecast(known, horizon);
    int median = levels.indexOf(MEDIAN);
    Map<String, Sums> byLeads = new LinkedHashMap<>();
    byLeads.put("all", new Sums(levels));
    for (double[] forecast : run.points()) {
      int lead = (int) forecast[0];
      double actual = series.history().actual(origin + lead);
      if (Double.isNaN(actual) || lead > buckets.horizon()) {
        continue;
      }
      String label = buckets.label(buckets.of(lead));
      for (Sums sums :
          List.of(byLeads.get("all"), byLeads.computeIfAbsent(label, l -> new Sums(levels)))) {
        sums.model.add(actual, forecast[1]);
        sums.naive.add(actual, naive[lead - 1]);
        sums.median.add(actual, median < 0 ? Double.NaN : forecast[2 + median]);
        for (int i = 0; i < levels.size(); i++) {
          sums.quantiles.get(i).add(actual, forecast[2 + i]);
        }
      }
    }
    double rmsseScale = Rmsse.scale(known);
    double maseScale = Mase.scale(known, 1);
    List<Tuple2<Segment, Sums>> keyed = new ArrayList<>();
    byLeads.forEach(
        (leads, sums) -> {
          scaled(sums, rmsseScale, maseScale);
          keyed.add(new Tuple2<>(new Segment(run.runId(), "all", "", leads), sums));
          for (int i = 0; i < hierarchy.size(); i++) {
            String value = series.history().attribute(hierarchyPositions.get(i));
            keyed.add(
                new Tuple2<>(
                    new Segment(run.runId(), hierarchy.get(i), value == null ? "" : value, leads),
                    new Sums(levels).plus(sums)));
          }
        });
    return keyed;
  }

  private static void scaled(Sums sums, double rmsseScale, double maseScale) {
    if (sums.model.count() > 0) {
      double rmsse = Rmsse.of(sums.model, rmsseScale);
      double mase = Mase.of(sums.model, maseScale);
      if (Double.isFinite(rmsse)) {
        sums.rmsse += rmsse;
        sums.rmsseSeries++;
      }
      if (Double.isFinite(mase)) {
        sums.mase += mase;
        sums.medianMase += Mase.of(sums.median, maseScale);
        sums.maseSeries++;
      }
    }
  }

  private Row row(Segment segment, Sums sums, LocalDate asOf, LocalDate origin) {
    Map<String, Double> pinball = new LinkedHashMap<>();
    Map<String, Double> coverage = new LinkedHashMap<>();
    Map<String, Double> below = new LinkedHashMap<>();
    for (QuantileSums quantile : sums.quantiles) {
      String column = Forecasts.quantileColumn(quantile.level());
      pinball.put(column, finite(quantile.pinball()));
      coverage.put(column, finite(quantile.coverage()));
      below.put(column, finite(quantile.shareBelow()));
    }
    return RowFactory.create(
        segment.runId(),
        Date.valueOf(asOf),
        segment.name(),
        segment.value(),
        segment.leads(),
        Date.valueOf(origin),
        sums.model.count(),
        finite(sums.model.wape()),
        finite(sums.model.bias()),
        sums.maseSeries == 0 ? null : sums.mase / sums.maseSeries,
        sums.rmsseSeries == 0 ? null : sums.rmsse / sums.rmsseSeries,
        finite(sums.model.smape()),
        pinball,
        coverage,
        finite(sums.naive.wape()),
        finite(ForecastValueAdded.of(sums.model.wape(), sums.naive.wape())),
        below,
        median(sums));
  }

  /**
   * The absolute errors of the median: what WAPE, MASE and SMAPE are smallest for, where the mean
   * is unbiased instead (Gneiting 2011). For sparse demand the two lie far apart.
   */
  private static Map<String, Double> median(Sums sums) {
    Map<String, Double> figures = new LinkedHashMap<>();
    if (sums.median.count() > 0) {
      figures.put("wape", finite(sums.median.wape()));
      figures.put("mase", sums.maseSeries == 0 ? null : finite(sums.medianMase / sums.maseSeries));
      figures.put("smape", finite(sums.median.smape()));
    }
    return figures;
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
