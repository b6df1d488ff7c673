package io.demandforecast.job.report;

import io.demandforecast.report.SeriesFacts;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Sums over series, and the series with the largest errors and the largest values among them: a
 * bounded number, whatever the number of series. Two of them merge into one.
 */
final class SeriesSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int most;
  private final double[] actual;
  private final double[] past;
  private final double[] forecast;
  private double error;
  private long count;

  /** The least of each on top: what goes when there is one too many. */
  private final PriorityQueue<Ranked> worst = new PriorityQueue<>(new ByError());

  private final PriorityQueue<Ranked> largest = new PriorityQueue<>(new ByValue());

  /**
   * What a series is chosen by.
   *
   * @param value of what it sold lately
   * @param error absolute errors lately, weighted by value
   */
  record Rank(String id, double value, double error) implements Serializable {}

  /** A series with its rank. */
  record Ranked(Rank rank, SeriesFacts.One series) implements Serializable {}

  /** Ascending; of equal ones the id decides, so that the choice is the same in any order. */
  private static final class ByError implements Comparator<Ranked>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(Ranked one, Ranked other) {
      int order = Double.compare(one.rank().error(), other.rank().error());
      return order != 0 ? order : other.rank().id().compareTo(one.rank().id());
    }
  }

  private static final class ByValue implements Comparator<Ranked>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(Ranked one, Ranked other) {
      int order = Double.compare(one.rank().value(), other.rank().value());
      return order != 0 ? order : other.rank().id().compareTo(one.rank().id());
    }
  }

  /**
   * @param most series that are chosen: half of them by their errors
   */
  SeriesSums(int most, int history, int horizon) {
    this.most = most;
    this.actual = unknown(history + horizon);
    this.past = unknown(history);
    this.forecast = unknown(horizon);
  }

  /** Takes the numbers of one series; those that are unknown add nothing. */
  void add(double[] actuals, double[] pasts, double[] forecasts, double weightedError) {
    plus(actual, actuals);
    plus(past, pasts);
    plus(forecast, forecasts);
    error += weightedError;
    count++;
  }

  /** Whether a series would be among the chosen of those seen so far. */
  boolean takes(Rank rank) {
    Ranked ranked = new Ranked(rank, null);
    return isAmong(worst, mostOfWorst(), ranked) && rank.error() > 0
        || isAmong(largest, most, ranked);
  }

  void offer(Ranked ranked) {
    if (ranked.rank().error() > 0) {
      offer(worst, mostOfWorst(), ranked);
    }
    offer(largest, most, ranked);
  }

  private int mostOfWorst() {
    return (most + 1) / 2;
  }

  private static boolean isAmong(PriorityQueue<Ranked> queue, int most, Ranked ranked) {
    return queue.size() < most || queue.comparator().compare(queue.element(), ranked) < 0;
  }

  private static void offer(PriorityQueue<Ranked> queue, int most, Ranked ranked) {
    queue.add(ranked);
    if (queue.size() > most) {
      queue.remove();
    }
  }

  /** Takes over what another has seen. */
  SeriesSums merge(SeriesSums other) {
    plus(actual, other.actual);
    plus(past, other.past);
    plus(forecast, other.forecast);
    error += other.error;
    count += other.count;
    other.worst.forEach(ranked -> offer(worst, mostOfWorst(), ranked));
    other.largest.forEach(ranked -> offer(largest, most, ranked));
    return this;
  }

  /** The worst half, the worst first; then the largest of the others, the largest first. */
  List<SeriesFacts.One> chosen() {
    Map<String, SeriesFacts.One> chosen = new LinkedHashMap<>();
    for (Ranked ranked : descending(worst)) {
      chosen.put(ranked.rank().id(), ranked.series());
    }
    for (Ranked ranked : descending(largest)) {
      if (chosen.size() < most) {
        chosen.putIfAbsent(ranked.rank().id(), ranked.series());
      }
    }
    return List.copyOf(chosen.values());
  }

  private static List<Ranked> descending(PriorityQueue<Ranked> queue) {
    List<Ranked> all = new ArrayList<>(queue);
    all.sort(Collections.reverseOrder(queue.comparator()));
    return all;
  }

  SeriesFacts.Total total() {
    return new SeriesFacts.Total(
        SeriesScan.floats(actual, 0, actual.length),
        SeriesScan.floats(past, 0, past.length),
        SeriesScan.floats(forecast, 0, forecast.length));
  }

  double error() {
    return error;
  }

  long count() {
    return count;
  }

  private static double[] unknown(int length) {
    double[] values = new double[length];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  private static void plus(double[] sums, double[] values) {
    for (int i = 0; i < sums.length; i++) {
      if (!Double.isNaN(values[i])) {
        sums[i] = Double.isNaN(sums[i]) ? values[i] : sums[i] + values[i];
      }
    }
  }
}
