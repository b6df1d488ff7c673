package io.demandforecast.benchmark;

import io.demandforecast.feature.FeatureDefaults;
import io.demandforecast.feature.FeatureSet;
import io.demandforecast.feature.SeriesScale;
import io.demandforecast.series.Frequency;
import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.PanelLayout.Covariate;
import io.demandforecast.series.PanelLayout.Kind;
import io.demandforecast.series.PeriodValues;
import io.demandforecast.series.SeriesHistory;
import io.demandforecast.series.SeriesView;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures the features of every day of many series: one row a series and day, the day being the
 * origin and the lead drawn by the row's number. The series are intermittent, members of three
 * groups, with a price, a flag and an event known ahead. Sums over prefixes count as features;
 * making up the data does not.
 *
 * <p>Arguments: number of series, days, threads.
 */
public final class FeatureBenchmark {
  private static final int HORIZON = 28;
  private static final int AHEAD = 2 * HORIZON;
  private static final int ITEMS = 260;
  private static final int STORES = 10;
  private static final double NANOS_A_SECOND = 1e9;

  private static final List<String> FORTY =
      List.of(
          """
          last_value_0 last_value_1 last_value_6 rolling_mean_7 rolling_mean_28 rolling_mean_112
          rolling_mean_364 rolling_deviation_7 rolling_deviation_28 zero_share_7 zero_share_28
          ewm_mean_0.03 ewm_mean_0.1 ewm_mean_0.3 days_since_sale rolling_max_28 rolling_min_28
          trend_28 rolling_ratio_7_28 same_weekday_value_0 same_weekday_mean_4 same_weekday_mean_8
          year_ago year_ago_mean_3 year_ago_growth age lead log_scale weekday month week_of_year
          covariate_price price_vs_origin price_vs_mean_all covariate_snap holiday_code
          periods_to_holiday rolling_mean_28_scaled_of_item rolling_ratio_7_28_of_store
          seasonal_ratio_of_all
          """
              .strip()
              .split("\\s+"));

  private final PanelLayout layout =
      new PanelLayout(
          Frequency.daily(),
          Frequency.daily().season(),
          List.of(
              new Covariate("price", true, Kind.NUMERIC),
              new Covariate("snap", true, Kind.FLAG),
              new Covariate("holiday", true, Kind.EVENT)),
          List.of(),
          List.of("item", "store", "all"));

  private final int days;
  private final double[][] targets;
  private final PeriodValues[][] covariates;
  private final List<List<SeriesHistory>> groups;

  private FeatureBenchmark(int series, int days) {
    this.days = days;
    targets = new double[series][];
    covariates = new PeriodValues[series][];
    groups = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    PeriodValues snap = happening(random, 3, 1, 0);
    PeriodValues holiday = happening(random, 40, 30, Float.NaN);
    List<SeriesHistory> items = histories(random, ITEMS);
    List<SeriesHistory> stores = histories(random, STORES);
    SeriesHistory all = histories(random, 1).get(0);
    for (int i = 0; i < series; i++) {
      targets[i] = demand(random);
      covariates[i] = new PeriodValues[] {prices(random), snap, holiday};
      groups.add(List.of(items.get(i % ITEMS), stores.get(i % STORES), all));
    }
  }

  public static void main(String[] arguments) throws InterruptedException, ExecutionException {
    int series = Integer.parseInt(arguments[0]);
    int days = Integer.parseInt(arguments[1]);
    int threads = Integer.parseInt(arguments[2]);
    FeatureBenchmark benchmark = new FeatureBenchmark(series, days);
    System.out.printf(
        "%-16s %10s %9s %8s %8s %12s %14s%n",
        "features", "rows", "a row", "threads", "seconds", "CPU seconds", "values/s");
    benchmark.measure("chosen", FORTY, threads);
    benchmark.measure("default", FeatureDefaults.of(benchmark.layout), threads);
  }

  private void measure(String what, List<String> texts, int threads)
      throws InterruptedException, ExecutionException {
    FeatureSet features = FeatureSet.parse(texts, layout);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      long start = System.nanoTime();
      List<Future<Part>> parts = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int first = thread;
        parts.add(executor.submit(() -> rows(features, first, threads)));
      }
      double sum = 0;
      double cpuSeconds = 0;
      for (Future<Part> part : parts) {
        sum += part.get().sum;
        cpuSeconds += part.get().cpuSeconds;
      }
      double seconds = (System.nanoTime() - start) / NANOS_A_SECOND;
      long rows = (long) targets.length * days;
      System.out.printf(
          Locale.ROOT,
          "%-16s %10d %9d %8d %8.1f %12.1f %14.0f   (sum of values %.6g)%n",
          what,
          rows,
          features.size(),
          threads,
          seconds,
          cpuSeconds,
          rows * features.size() / seconds,
          sum);
    } finally {
      executor.shutdown();
    }
  }

  /**
   * What one thread did.
   *
   * @param sum of every value, so that none is computed for nothing
   * @param cpuSeconds what it took of a core: seconds on a machine with nothing else to do
   */
  private record Part(double sum, double cpuSeconds) {}

  /** The rows of every n-th series. */
  private Part rows(FeatureSet features, int first, int step) {
    float[] row = new float[features.size()];
    double sum = 0;
    for (int i = first; i < targets.length; i += step) {
      SeriesHistory history =
          new SeriesHistory("s" + i, 0, targets[i], covariates[i], new String[0], groups.get(i));
      for (int day = 0; day < days; day++) {
        SeriesView known = history.until(day);
        double scale = SeriesScale.of(known);
        features.originInto(known, scale, row);
        features.targetInto(known.ahead(1 + (day * 11 + i) % HORIZON, layout), scale, row);
        for (float value : row) {
          sum += Float.isNaN(value) ? 0 : value;
        }
      }
    }
    double cpuSeconds =
        ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / NANOS_A_SECOND;
    return new Part(sum, cpuSeconds);
  }

  private List<SeriesHistory> histories(SplittableRandom random, int count) {
    List<SeriesHistory> histories = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      histories.add(SeriesHistory.of("group" + i, 0, demand(random)));
    }
    return histories;
  }

  /** Two thirds zeros, some days unknown before a launch. */
  private double[] demand(SplittableRandom random) {
    double[] values = new double[days];
    int launch = random.nextInt(days / 4);
    for (int i = 0; i < days; i++) {
      double draw = random.nextDouble();
      values[i] = i < launch ? Double.NaN : draw < 0.67 ? 0 : Math.floor(draw * 12) - 7;
    }
    return values;
  }

  private PeriodValues prices(SplittableRandom random) {
    float[] values = new float[days + AHEAD];
    float price = 1 + random.nextInt(1000) / 100f;
    for (int i = 0; i < values.length; i++) {
      price = random.nextInt(90) == 0 ? 1 + random.nextInt(1000) / 100f : price;
      values[i] = price;
    }
    return new PeriodValues(0, values);
  }

  private PeriodValues happening(SplittableRandom random, int every, int codes, float none) {
    float[] values = new float[days + AHEAD];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(every) == 0 ? codes == 1 ? 1 : random.nextInt(codes) : none;
    }
    return new PeriodValues(0, values);
  }
}
