package io.demandforecast.job.report;

import io.demandforecast.job.RunForecast;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.report.SeriesFacts;
import io.demandforecast.series.SeriesHistory;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import scala.Tuple2;

/**
 * One pass over the series: sums of all, and what is shown of those that may be among the chosen.
 *
 * @param runId whose forecast is shown
 * @param pastOrigins by run: last period that each of the runs before it knew
 * @param origin last period that it knew itself
 * @param history periods shown up to the origin
 * @param scored periods up to the origin that errors are taken over
 * @param horizon periods shown after it
 * @param levels number of quantiles
 * @param value position of the value covariate; -1: units
 * @param attributes positions of the attributes that are no keys
 * @param most series that are chosen
 */
record SeriesScan(
    String runId,
    Map<String, Integer> pastOrigins,
    int origin,
    int history,
    int scored,
    int horizon,
    int levels,
    int value,
    List<Integer> attributes,
    int most)
    implements Serializable {

  /** Position of the mean among a point's numbers: after the lead, before the quantiles. */
  private static final int MEAN = 1;

  SeriesSums of(Iterator<Tuple2<PanelSeries, List<RunForecast>>> pairs) {
    SeriesSums sums = new SeriesSums(most, history, horizon);
    while (pairs.hasNext()) {
      Tuple2<PanelSeries, List<RunForecast>> pair = pairs.next();
      add(sums, pair._1(), pair._2());
    }
    return sums;
  }

  private void add(SeriesSums sums, PanelSeries series, List<RunForecast> runs) {
    double[] actual = new double[history + horizon];
    for (int slot = 0; slot < actual.length; slot++) {
      actual[slot] = series.history().actual(first() + slot);
    }
    // The mean, then the quantiles.
    double[][] ahead = new double[1 + levels][];
    Arrays.setAll(ahead, number -> unknown(horizon));
    double[] past = unknown(history);
    for (RunForecast run : runs) {
      if (run.runId().equals(runId)) {
        ahead(run, ahead);
      } else {
        past(run, past);
      }
    }
    SeriesErrors errors = new SeriesErrors();
    for (int slot = history - scored; slot < history; slot++) {
      errors.add(actual[slot], past[slot], series.unitValue(first() + slot, value));
    }
    sums.add(actual, past, ahead[0], errors.weighted());
    SeriesSums.Rank rank =
        new SeriesSums.Rank(
            series.history().id(), series.recentValue(origin, scored, value), errors.weighted());
    if (sums.takes(rank)) {
      sums.offer(
          new SeriesSums.Ranked(rank, shown(series.history(), rank, errors, actual, past, ahead)));
    }
  }

  private int first() {
    return origin - history + 1;
  }

  private static double[] unknown(int length) {
    double[] values = new double[length];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  /**
   * Leads count from the series' own origin, which lies before that of the run where it is late.
   */
  private void ahead(RunForecast run, double[][] ahead) {
    for (double[] point : run.points()) {
      int slot = (int) point[0] - run.stale() - 1;
      if (slot >= 0 && slot < horizon) {
        for (int number = 0; number < ahead.length; number++) {
          ahead[number][slot] = point[MEAN + number];
        }
      }
    }
  }

  private void past(RunForecast run, double[] past) {
    int own = Objects.requireNonNull(pastOrigins.get(run.runId()), run.runId()) - run.stale();
    for (double[] point : run.points()) {
      int slot = own + (int) point[0] - first();
      if (slot >= 0 && slot < history) {
        past[slot] = point[MEAN];
      }
    }
  }

  private SeriesFacts.One shown(
      SeriesHistory series,
      SeriesSums.Rank rank,
      SeriesErrors errors,
      double[] actual,
      double[] past,
      double[][] ahead) {
    int begin = 0;
    while (begin < history - 1 && Double.isNaN(actual[begin])) {
      begin++;
    }
    int end = actual.length;
    while (end > history && Double.isNaN(actual[end - 1])) {
      end--;
    }
    float[][] quantiles = new float[levels][];
    Arrays.setAll(quantiles, level -> floats(ahead[1 + level], 0, horizon));
    return new SeriesFacts.One(
        series.id(),
        attributes.stream().map(series::attribute).filter(Objects::nonNull).toList(),
        rank.value(),
        errors.periods(),
        rank.error(),
        errors.wape(),
        errors.bias(),
        begin,
        floats(actual, begin, end),
        floats(past, begin, history),
        floats(ahead[0], 0, horizon),
        quantiles);
  }

  static float[] floats(double[] values, int from, int to) {
    float[] floats = new float[to - from];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[from + i];
    }
    return floats;
  }
}
