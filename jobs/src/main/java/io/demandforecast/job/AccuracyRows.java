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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
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
  private static final int NO_PERIOD = Integer.MIN_VALUE;

  /** What a row of the table is about; or with a period, what was published last for it. */
  private record Segment(String runId, String name, String value, String leads, int period)
      implements Serializable {

    boolean isRecent() {
      return period != NO_PERIOD;
    }
  }

  /**
   * Whose errors period by period are wanted.
   *
   * @param ranks by run: the lower, the later it was published for the periods after it
   * @param from the first target period
   * @param until the last one
   */
  record Watched(Map<String, Integer> ranks, int from, int until) implements Serializable {}

  /**
   * What came of scoring.
   *
   * @param rows of the accuracy table
   * @param recent errors by segment and period
   */
  record Scored(List<Row> rows, List<RecentErrors> recent) {}

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

    /** Of one period: the levels are the outermost ones. */
    RecentErrors.Period period(int period) {
      QuantileSums low = quantiles.get(0);
      QuantileSums high = quantiles.get(1);
      double ranges = Math.min(low.count(), high.count());
      return new RecentErrors.Period(
          period,
          model.count(),
          model.error(),
          model.absoluteError(),
          model.absoluteActual(),
          ranges == 0 ? 0 : (high.coverage() - low.shareBelow()) * ranges,
          ranges);
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
   * Scores runs.
   *
   * @param pairs each series with its forecasts by run
   * @param origins of the runs
   */
  Scored of(
      JavaRDD<Tuple2<PanelSeries, List<RunForecast>>> pairs,
      Map<String, Integer> origins,
      Watched watched,
      LocalDate asOf,
      Frequency frequency) {
    List<Tuple2<Segment, Sums>> scored =
        pairs
            .flatMapToPair(
                pair ->
                    Stream.concat(
                            pair._2().stream()
                                .flatMap(
                                    run -> sums(pair._1(), run, origins.get(run.runId())).stream()),
                            recent(pair._1(), pair._2(), origins, watched).stream())
                        .iterator())
            .reduceByKey(Sums::plus)
            .filter(entry -> entry._2().model.count() > 0)
            .collect();
    List<Row> rows =
        scored.stream()
            .filter(entry -> !entry._1().isRecent())
            .map(
                entry ->
                    row(
                        entry._1(),
                        entry._2(),
                        asOf,
                        frequency.date(origins.get(entry._1().runId()))))
            .toList();
    return new Scored(rows, recent(scored));
  }

  /** By segment, in the order of their names. */
  private static List<RecentErrors> recent(List<Tuple2<Segment, Sums>> scored) {
    SortedMap<String, List<Tuple2<Segment, Sums>>> bySegment = new TreeMap<>();
    scored.stream()
        .filter(entry -> entry._1().isRecent())
        .sorted(Comparator.comparing(entry -> entry._1().period()))
        .forEach(
            entry ->
                bySegment
                    .computeIfAbsent(
                        entry._1().name() + "\n" + entry._1().value(), s -> new ArrayList<>())
                    .add(entry));
    return bySegment.values().stream()
        .map(
            entries ->
                new RecentErrors(
                    entries.get(0)._1().name(),
                    entries.get(0)._1().value(),
                    entries.stream().map(entry -> entry._2().period(entry._1().period())).toList()))
        .toList();
  }

  /** What the last of the watched runs that have forecasts for it said of each period. */
  private List<Tuple2<Segment, Sums>> recent(
      PanelSeries series, List<RunForecast> runs, Map<String, Integer> origins, Watched watched) {
    int length = watched.until() - watched.from() + 1;
    int[] ranks = new int[Math.max(0, length)];
    double[][] points = new double[ranks.length][];
    for (RunForecast run : runs) {
      Integer rank = watched.ranks().get(run.runId());
      if (rank == null) {
        continue;
      }
      int own = origins.get(run.runId()) - run.stale();
      for (double[] point : run.points()) {
        int slot = own + (int) point[0] - watched.from();
        if (slot >= 0 && slot < length && (points[slot] == null || rank < ranks[slot])) {
          ranks[slot] = rank;
          points[slot] = point;
        }
      }
    }
    List<Tuple2<Segment, Sums>> keyed = new ArrayList<>();
    List<Double> outermost = List.of(levels.get(0), levels.get(levels.size() - 1));
    for (int slot = 0; slot < length; slot++) {
      int period = watched.from() + slot;
      double actual = series.history().actual(period);
      if (points[slot] != null && !Double.isNaN(actual)) {
        Sums sums = new Sums(outermost);
        sums.model.add(actual, points[slot][1]);
        sums.quantiles.get(0).add(actual, points[slot][2]);
        sums.quantiles.get(1).add(actual, points[slot][1 + levels.size()]);
        keyed.add(new Tuple2<>(new Segment("", "all", "", "", period), sums));
        for (int i = 0; i < hierarchy.size(); i++) {
          keyed.add(
              new Tuple2<>(
                  new Segment("", hierarchy.get(i), value(series, i), "", period),
                  new Sums(outermost).plus(sums)));
        }
      }
    }
    return keyed;
  }

  private String value(PanelSeries series, int level) {
    String value = series.history().attribute(hierarchyPositions.get(level));
    return value == null ? "" : value;
  }

  private List<Tuple2<Segment, Sums>> sums(PanelSeries series, RunForecast run, int origin) {
    int own = origin - run.stale();
    if (series.history().firstPeriod() > own) {
      return List.of();
    }
    SeriesView known = series.history().until(own);
    double[] naive = seasonalNaive.forecast(known, horizon + run.stale());
    int median = levels.indexOf(MEDIAN);
    Map<String, Sums> byLeads = new LinkedHashMap<>();
    byLeads.put("all", new Sums(levels));
    for (double[] forecast : run.points()) {
      int lead = (int) forecast[0];
      double actual = series.history().actual(own + lead);
      if (Double.isNaN(actual) || lead > buckets.horizon() + run.stale()) {
        continue;
      }
      String label = buckets.label(buckets.nearest(lead));
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
          keyed.add(new Tuple2<>(new Segment(run.runId(), "all", "", leads, NO_PERIOD), sums));
          for (int i = 0; i < hierarchy.size(); i++) {
            keyed.add(
                new Tuple2<>(
                    new Segment(run.runId(), hierarchy.get(i), value(series, i), leads, NO_PERIOD),
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
