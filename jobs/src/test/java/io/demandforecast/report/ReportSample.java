package io.demandforecast.report;

import io.demandforecast.report.AccuracyFacts.Figures;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Reports to look at: one with all there can be, one of a first night. */
final class ReportSample {
  /** A key that ends scripts, attributes and comments, where it is let. */
  static final String HOSTILE = "S001|</script><img src=x onerror=alert(1)>\"'&{{data}}<!--";

  private static final LocalDate AS_OF = LocalDate.of(2025, 12, 31);
  private static final int HORIZON = 28;
  private static final int HISTORY = 112;
  private static final List<Double> LEVELS =
      List.of(0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975);

  /** How far a level lies from the median, in deviations. */
  private static final double[] SPREADS = {-1.96, -1.64, -1.28, -0.67, 0, 0.67, 1.28, 1.64, 1.96};

  private ReportSample() {}

  /** A report in which something is known of everything. */
  static ReportData full(int series) {
    return new ReportData(
        "demo",
        "daily",
        7,
        HORIZON,
        "production",
        "price",
        run(true),
        quality(),
        accuracy(),
        outOfFold(),
        drift(),
        List.of(
            new ReportData.Importance("rolling_mean(lag 1, 28)", 0.31),
            new ReportData.Importance("seasonal_mean(4)", 0.22),
            new ReportData.Importance("promo", 0.14),
            new ReportData.Importance("day_of_week", 0.11),
            new ReportData.Importance("price_ratio(28)", 0.08),
            new ReportData.Importance("lag(7)", 0.05)),
        series(series));
  }

  /** A report of a night before anything is published, scored or shown. */
  static ReportData first() {
    return new ReportData(
        "demo",
        "daily",
        7,
        HORIZON,
        "production",
        "",
        run(false),
        new QualityFacts(
            List.of(), 0, new QualityFacts.Load(0, 0, 0, 0, 0, 0, 0, 0, null), List.of()),
        new AccuracyFacts(null, 0, null, List.of(), List.of(), List.of(), List.of()),
        new OutOfFoldFacts(List.of(), List.of(), List.of()),
        new DriftFacts(0, 0, List.of(), List.of()),
        List.of(),
        SeriesFacts.none("the warehouse holds no panel of the run's configuration now"));
  }

  private static RunFacts run(boolean published) {
    return new RunFacts(
        "r-2025-12-31-0ebfc7ce61-1",
        AS_OF.toString(),
        "run",
        "planner",
        "2026-01-01T02:00:12Z",
        published ? "2026-01-01T02:04:40Z" : null,
        "0.4.0",
        "9c7640a978e85e68c5c1",
        12L,
        7L,
        Map.of("spark.master", "local[*]"),
        Map.of("java", "17.0.17", "spark", "4.1.0"),
        published
            ? Map.of("load and validate", 12.5, "cross-validate", 61.2, "predict", 8.4)
            : Map.of(),
        new RunFacts.Model(
            "m-2025-12-28-9c7640a978",
            "2025-12-28",
            "0.80 x mllib correction trees=20 depth=4 step=0.2 + 0.20 x tsb_0.1_0.05",
            "mllib",
            null,
            66,
            60_000,
            74.2),
        published
            ? List.of(
                new RunFacts.Publication("production", 41, "2026-01-01T02:04:01Z", "planner", null))
            : List.of(),
        published
            ? List.of(
                new RunFacts.Check(
                    "coverage", 0.93, ">= 0.80", true, "warn", "93.1 % of actuals within"),
                new RunFacts.Check(
                    "late_share", 0.1, "<= 0.05", false, "warn", "1 of 10 feeds is late"))
            : List.of(),
        List.of(
            new RunFacts.Source("0.80 x mllib + 0.20 x tsb_0.1_0.05", null, 2_316),
            new RunFacts.Source("mean_28", "fewer than 28 periods with a value", 106)));
  }

  private static QualityFacts quality() {
    List<QualityFacts.Load> loads = new ArrayList<>();
    for (int number = 12; number > 0; number--) {
      long read = number == 1 ? 124_984 : 320;
      loads.add(
          new QualityFacts.Load(number, 4, read, read - 20, 3, 2, 15, 1, "2026-01-01T02:00:20Z"));
    }
    return new QualityFacts(
        loads,
        12,
        new QualityFacts.Load(0, 48, 128_504, 128_264, 36, 24, 180, 12, null),
        List.of(
            new QualityFacts.Rule(
                "sales", "date", 14, 0, "'31.02.2025' is no date: expected a day as 2024-12-31"),
            new QualityFacts.Rule("sales", "duplicate", 7, 2, "a second row of " + HOSTILE),
            new QualityFacts.Rule("prices", "positive-price", 3, 0, "price is 0")));
  }

  private static AccuracyFacts accuracy() {
    List<Figures> origins = new ArrayList<>();
    for (int week = 12; week > 0; week--) {
      double wave = 0.02 * Math.sin(week);
      origins.add(
          figures(AS_OF.minusWeeks(week).toString(), 2_400, 0.52 + wave, 0.71 + wave / 2, wave));
    }
    List<AccuracyFacts.Level> levels = new ArrayList<>();
    for (double level : LEVELS) {
      levels.add(
          new AccuracyFacts.Level(
              "q" + String.valueOf(level).substring(2),
              level,
              Math.min(1, level + 0.06 * (1 - level)),
              Math.max(0, level - 0.05 * (1 - Math.abs(0.5 - level)))));
    }
    return new AccuracyFacts(
        AS_OF.toString(),
        12,
        figures("all", 28_800, 0.5212, 0.7134, 0.0123),
        origins,
        List.of(
            figures("1-7", 7_200, 0.49, 0.70, 0.01),
            figures("8-14", 7_200, 0.52, 0.71, 0.012),
            figures("15-28", 14_400, 0.55, 0.72, 0.02)),
        List.of(
            new AccuracyFacts.Segment(
                "store_id",
                List.of(
                    figures("S003", 9_000, 0.61, 0.58, -0.05),
                    figures(HOSTILE, 9_000, 0.55, 0.75, 0.04),
                    figures("S002", 9_000, 0.47, 0.70, 0.01)),
                3)),
        levels);
  }

  private static Figures figures(String name, long rows, double wape, double naive, double bias) {
    return new Figures(name, rows, wape, naive, 1 - wape / naive, bias, 0.936);
  }

  private static OutOfFoldFacts outOfFold() {
    return new OutOfFoldFacts(
        List.of(
            new OutOfFoldFacts.Candidate("trees=20 depth=4 + tsb", true, 2, 0.7517, 0.5175, 0.03),
            new OutOfFoldFacts.Candidate("trees=20 depth=5", false, 2, 0.7809, 0.5304, 0.04),
            new OutOfFoldFacts.Candidate("naive", false, 2, 1.05, 0.7093, -0.01),
            new OutOfFoldFacts.Candidate("seasonal_naive", false, 2, 1.1164, 0.7137, 0.0)),
        List.of(
            new OutOfFoldFacts.Origin("2025-11-02", 0.525, 0.72),
            new OutOfFoldFacts.Origin("2025-11-30", 0.51, 0.707)),
        List.of(
            new OutOfFoldFacts.Bias("1-7", "smooth", 1_200, 0.02, 0.01, null),
            new OutOfFoldFacts.Bias("15-28", "erratic", 900, 0.137, -0.006, null)));
  }

  private static DriftFacts drift() {
    List<DriftFacts.Night> nights = new ArrayList<>();
    for (int night = 14; night >= 0; night--) {
      String asOf = AS_OF.minusDays(night).toString();
      nights.add(new DriftFacts.Night(asOf, "coverage", 0.93 + 0.01 * Math.cos(night), 0.85));
      nights.add(new DriftFacts.Night(asOf, "psi", 0.1 + 0.02 * (14 - night), 0.25));
      nights.add(new DriftFacts.Night(asOf, "wape_growth", 0.05 * Math.sin(night), 0.2));
    }
    return new DriftFacts(
        74,
        1,
        List.of(
            new DriftFacts.Finding("psi", "all", "", "price_ratio(28)", 0.38, 0.25, true, 94),
            new DriftFacts.Finding("coverage", "store_id", "S003", "", 0.88, 0.85, false, 812),
            new DriftFacts.Finding("wape_growth", "all", "", "", 0.06, 0.2, false, 2_400)),
        nights);
  }

  private static SeriesFacts series(int count) {
    Random random = new Random(11);
    List<Long> periods = new ArrayList<>();
    for (int i = 0; i < HISTORY + HORIZON; i++) {
      periods.add(AS_OF.minusDays(HISTORY - 1L - i).atStartOfDay(ZoneOffset.UTC).toEpochSecond());
    }
    List<SeriesFacts.One> chosen = new ArrayList<>();
    float[] actual = new float[HISTORY];
    float[] past = new float[HISTORY];
    float[] forecast = new float[HORIZON];
    for (int number = 0; number < count; number++) {
      String id = number == 3 ? HOSTILE : "S%03d|I%05d".formatted(1 + number % 5, 40 + number);
      SeriesFacts.One one = one(id, number, random);
      chosen.add(one);
      for (int i = 0; i < HISTORY; i++) {
        actual[i] += one.actual()[i];
        past[i] += one.past()[i];
      }
      for (int i = 0; i < HORIZON; i++) {
        forecast[i] += one.mean()[i];
      }
    }
    return new SeriesFacts(
        null,
        3_049,
        periods,
        HISTORY - 1,
        HORIZON,
        152_000,
        LEVELS,
        new SeriesFacts.Total(actual, past, forecast),
        chosen);
  }

  private static SeriesFacts.One one(String id, int number, Random random) {
    double level = 8 + 30.0 / (1 + number);
    float[] actual = new float[HISTORY];
    float[] past = new float[HISTORY];
    Arrays.fill(past, Float.NaN);
    for (int i = 0; i < HISTORY; i++) {
      double mean = level * (i % 7 >= 5 ? 1.4 : 1) * (1 + 0.15 * Math.sin(i / 30.0));
      actual[i] =
          (float) Math.max(0, Math.rint(mean + Math.sqrt(mean) * 1.3 * random.nextGaussian()));
      if (i >= HISTORY - HORIZON) {
        past[i] = (float) (mean * 1.03);
      }
    }
    float[] mean = new float[HORIZON];
    float[][] quantiles = new float[LEVELS.size()][HORIZON];
    for (int i = 0; i < HORIZON; i++) {
      int at = HISTORY + i;
      mean[i] = (float) (level * (at % 7 >= 5 ? 1.4 : 1) * (1 + 0.15 * Math.sin(at / 30.0)));
      for (int q = 0; q < SPREADS.length; q++) {
        quantiles[q][i] =
            (float)
                Math.max(
                    0, Math.rint(mean[i] + SPREADS[q] * Math.sqrt(mean[i] * (1.5 + i / 20.0))));
      }
    }
    return new SeriesFacts.One(
        id,
        List.of("toys", "north"),
        90 * level,
        HORIZON,
        50 * level,
        0.3 + 0.004 * number,
        0.03,
        0,
        actual,
        past,
        mean,
        quantiles);
  }
}
